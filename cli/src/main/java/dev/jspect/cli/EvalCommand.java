// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs Java in a target. */
@Command(
        name = "eval",
        versionProvider = VersionProvider.class,
        description = "Runs Java in a target: an expression, statements, or declarations; private members just work.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jspect eval orders 'com.shop.Orders.all().size()'   a value, and its type",
            "  jspect eval orders -q 'System.getProperty(\"user.dir\")'   the value alone",
            "  jspect eval orders -f check.jsh --timeout 1m   a file of snippets",
            "  jspect eval orders -j - < check.jsh   from stdin, the answer as JSON"
        })
final class EvalCommand implements Callable<ExitCode> {
    private final Invocation invocation;

    @Mixin
    TargetArgument target = new TargetArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "CODE", description = "Java; - reads it from stdin.")
    @Nullable
    String code;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the code from a file; - is stdin.")
    @Nullable
    String file;

    @Mixin
    SnippetOptions snippets = new SnippetOptions();

    @Mixin
    CommonOptions common = new CommonOptions();

    EvalCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode call() {
        String source = SourceText.read(invocation, code, file);
        JvmProcess process = target.find();
        try (TargetSession session = TargetSession.open(invocation, process, common.deadline(), snippets.publicOnly)) {
            return new Evaluation(invocation, common, session).run(source, snippets.loader);
        }
    }
}
