// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.receipt.Receipt;
import dev.jspect.cli.receipt.ReceiptMeter;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemotePatches;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.text.PatchesText;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Lists what is patched in a target, whoever has done it. */
final class PatchesCommand implements Command {
    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    boolean log;

    CommonOptions common = new CommonOptions();

    SessionSource sessions = AgentAttacher::attach;

    PatchesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "patches",
                        "Lists the methods of a target that are patched, by whomever: how often the code ran, and when it ends.")
                .with(target::describe)
                .flag(typed -> log = typed, "Show what those that are detached have logged last.", "--log")
                .with(common::describe)
                .examples(
                        "  jspect patches orders           what is patched",
                        "  jspect patches orders --log     what it has logged");
    }

    @Override
    public ExitCode call() {
        JvmProcess jvm = target.find();
        Entering.record(invocation, jvm);
        ReceiptMeter meter = ReceiptMeter.start(jvm);
        RemotePatches.Listed listed;
        try (RemoteTarget session = sessions.open(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            listed = session.probes().patches().list();
        } catch (TargetException e) {
            throw TargetFailure.of("cannot list the patches in " + jvm.label(), e);
        }
        Receipt receipt = meter.finish();
        if (common.json) {
            JsonOutput.patches(invocation.out(), listed, receipt);
            return ExitCode.DONE;
        }
        print(listed);
        for (int number : listed.unknown()) {
            invocation
                    .err()
                    .println("jspect: patch " + number + " is of another version of jspect, which tells no more of it."
                            + " Take it back: jspect unpatch " + jvm.pid() + " " + number);
        }
        if (!common.quiet) {
            if (listed.known().isEmpty() && listed.unknown().isEmpty()) {
                invocation.err().println("jspect: nothing is patched in " + jvm.label());
            }
            if (!invocation.inShell()) {
                invocation.err().println(receipt.line());
            }
        }
        return ExitCode.DONE;
    }

    private void print(RemotePatches.Listed listed) {
        try {
            new PatchesText(new StyledText(invocation.out(), common.style(invocation), Terminal.columns(invocation)))
                    .write(listed.known(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        invocation.out().flush();
    }
}
