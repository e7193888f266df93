// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.LoaderFacts;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.text.Columns;
import dev.jspect.shell.text.Columns.Column;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Lists the class loaders of a target. */
final class LoadersCommand implements Command {
    private static final List<Column> COLUMNS = List.of(
            new Column("", Kind.TEXT, false, false),
            new Column("HASH", Kind.NUMBER, false, false),
            new Column("CLASSES", Kind.NUMBER, true, false),
            new Column("PARENT", Kind.DIM, false, false),
            new Column("NAME", Kind.TEXT, false, false),
            new Column("CLASS", Kind.CLASS_NAME, false, true));

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    CommonOptions common = new CommonOptions();

    LoadersCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "loaders",
                        "Lists the class loaders of a target, to choose one with --loader. The one marked * is what eval and"
                                + " shell take without being told: it has most classes of the application.")
                .with(target::describe)
                .with(common::describe)
                .examples(
                        "  jspect loaders orders                                  all of them, parents first",
                        "  jspect eval orders --loader @1b28cdfa 'com.shop.A.b'   use one of them");
    }

    @Override
    public ExitCode call() {
        JvmProcess jvm = target.find();
        Entering.record(invocation, jvm);
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        List<LoaderFacts> loaders;
        int likeliest;
        try (RemoteTarget session = AgentAttacher.attach(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            loaders = session.loaders();
            likeliest = session.likeliestLoader();
        } catch (TargetException e) {
            throw TargetFailure.of("cannot list the class loaders of " + jvm.label(), e);
        }
        Receipt receipt = meter.finish();
        if (common.json) {
            JsonOutput.loaders(invocation.out(), loaders, likeliest, receipt);
            return ExitCode.DONE;
        }
        print(loaders, likeliest);
        if (!common.quiet) {
            invocation.out().flush();
            invocation.err().println(receipt.line());
        }
        return ExitCode.DONE;
    }

    private void print(List<LoaderFacts> loaders, int likeliest) {
        Columns table = new Columns(COLUMNS);
        for (LoaderFacts loader : loaders) {
            table.row(
                    loader.id == likeliest ? "*" : "",
                    hash(loader),
                    String.valueOf(loader.classCount),
                    parent(loader, loaders),
                    loader.name,
                    loader.className);
        }
        Style style = common.colored(invocation) ? Style.ANSI : Style.PLAIN;
        try {
            table.render(new StyledText(invocation.out(), style, Terminal.columns(invocation)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(LoaderFacts loader) {
        return "@" + Integer.toHexString(loader.identityHash);
    }

    private static String parent(LoaderFacts loader, List<LoaderFacts> loaders) {
        for (LoaderFacts candidate : loaders) {
            if (candidate.id == loader.parentId) {
                return hash(candidate);
            }
        }
        return "boot";
    }
}
