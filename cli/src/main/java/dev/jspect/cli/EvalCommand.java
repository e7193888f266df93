// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.shell.frames.FrameChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Runs Java in a target. */
final class EvalCommand implements Command {
    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    @Nullable
    String code;

    @Nullable
    String file;

    SnippetOptions snippets = new SnippetOptions();

    FrameOption frame = new FrameOption();

    CommonOptions common = new CommonOptions();

    EvalCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "eval",
                        "Runs Java in a target: an expression, statements, or declarations; private members just work.")
                .with(target::describe)
                .parameter(
                        PositionalParamSpec.builder()
                                .index("1")
                                .arity("0..1")
                                .paramLabel("CODE")
                                .description("Java; - reads it from stdin."),
                        String.class,
                        typed -> code = typed)
                .option(
                        OptionSpec.builder("-f", "--file")
                                .paramLabel("FILE")
                                .description("Read the code from a file; - is stdin."),
                        String.class,
                        typed -> file = typed)
                .with(snippets::describe)
                .with(frame::describe)
                .with(common::describe)
                .examples(
                        "  jspect eval orders 'com.shop.Orders.all().size()'   a value, and its type",
                        "  jspect eval orders -q 'System.getProperty(\"user.dir\")'   the value alone",
                        "  jspect eval orders --frame worker-1:3 'order.total() > limit'   with a frame's local variables",
                        "  jspect eval orders -f check.jsh --timeout 1m   a file of snippets",
                        "  jspect eval orders -j - < check.jsh   from stdin, the answer as JSON");
    }

    @Override
    public ExitCode call() {
        String source = SourceText.read(invocation, code, file);
        JvmProcess process = target.find();
        FrameChoice.Chosen chosen = frame.choose(process, common.deadline());
        try (TargetSession session = TargetSession.open(invocation, process, common.deadline(), snippets.publicOnly)) {
            return new Evaluation(invocation, common, session).run(source, snippets.loader, chosen);
        }
    }
}
