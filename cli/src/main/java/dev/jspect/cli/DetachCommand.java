// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.LeftOvers;
import dev.jspect.cli.audit.AuditLog;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.json.JsonOutput;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.TargetFailure;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.text.SafeText;
import java.util.List;

/** Ends whatever jspect still has in a target. */
final class DetachCommand implements Command {
    private static final long LEAVING_MILLIS = 2_000;

    private final Invocation invocation;

    TargetArgument target = new TargetArgument();

    CommonOptions common = new CommonOptions();

    DetachCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return Syntax.of(
                        this,
                        "detach",
                        "Ends whatever jspect still has in a target, of other users of jspect too, and looks whether it is gone:"
                                + " threads, files, open files, libraries.")
                .with(target::describe)
                .with(common::describe)
                .examples("  jspect detach orders           exit code 8 when something could not be ended");
    }

    @Override
    public ExitCode call() {
        JvmProcess jvm = target.find();
        List<String> before = LeftOvers.in(jvm);
        int ended = before.isEmpty() ? 0 : endSessions(jvm);
        List<String> after = before.isEmpty() ? before : LeftOvers.awaitNone(jvm, LEAVING_MILLIS);
        if (common.json) {
            JsonOutput.detach(invocation.out(), jvm, ended, before, after);
        } else if (!common.quiet) {
            before.forEach(found -> invocation.out().println(SafeText.of("found: " + found)));
            after.forEach(left -> invocation.out().println(SafeText.of("still there: " + left)));
            invocation.out().println(SafeText.of(jvm.label() + ": " + verdict(before, after, ended)));
        }
        return after.isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private int endSessions(JvmProcess jvm) {
        AuditLog.of(invocation.environment()).append(jvm, invocation.commandLine());
        try (RemoteTarget session = AgentAttacher.attach(jvm, common.deadline(), ValueLimits.DEFAULT)) {
            return session.endOthers();
        } catch (TargetException e) {
            throw TargetFailure.of("cannot end the sessions in " + jvm.label(), e);
        }
    }

    private static String verdict(List<String> before, List<String> after, int ended) {
        if (before.isEmpty()) {
            return "no thread, file or library of jspect";
        }
        return after.isEmpty()
                ? "ended " + ended + (ended == 1 ? " session" : " sessions")
                        + "; no thread, file or library of jspect is left"
                : "not everything could be ended";
    }
}
