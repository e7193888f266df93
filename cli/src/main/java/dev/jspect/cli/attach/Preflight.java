// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, without touching it, whether a target can and may be attached to. A SIGQUIT ends a process that does not
 * expect it, and a stopped JVM keeps whoever talks to it waiting for ever: both are seen beforehand.
 */
final class Preflight {
    private static final String DISABLED = "-XX:+DisableAttachMechanism";
    private static final String ENABLED = "-XX:-DisableAttachMechanism";

    private final ProcDirectory proc;
    private final int ownUid;
    private final int ownGid;

    private Preflight(ProcDirectory proc, int ownUid, int ownGid) {
        this.proc = proc;
        this.ownUid = ownUid;
        this.ownGid = ownGid;
    }

    /** Returns the checks for the user this process runs as. */
    static Preflight with(ProcDirectory proc) {
        ProcStatus own = proc.status(proc.self());
        return own == null ? new Preflight(proc, -1, -1) : new Preflight(proc, own.uid(), own.gid());
    }

    /** Checks a target again, right before it is attached to, and throws when it must be left alone. */
    void beforeAttach(JvmProcess target) {
        JspectException objection = objection(target, current(target));
        if (objection != null) {
            throw objection;
        }
    }

    /** Checks that a target is a JVM and handles SIGQUIT, right before the signal, and throws otherwise. */
    void beforeSignal(JvmProcess target) {
        ProcStatus status = current(target);
        String library = proc.mappedJvm(target.pid());
        if (library == null && proc.read(target.pid(), "maps") != null) {
            throw new JspectException(
                    ExitCode.NO_TARGET, target.label() + " is not a JVM", "it has no libjvm.so mapped", null);
        }
        if (library != null && library.contains("/libj9vm")) {
            throw notHotSpot(target, "an OpenJ9 JVM");
        }
        if (!status.catchesQuit()) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    cannotAttach(target),
                    "it does not handle SIGQUIT, by which a JVM is asked to listen; it is still starting, or was started"
                            + " with -Xrs",
                    "Look at it with: grep SigCgt /proc/" + target.pid() + "/status");
        }
    }

    /** Returns why a target in the given state must be left alone, or null when nothing is in the way. */
    @Nullable
    JspectException objection(JvmProcess target, ProcStatus status) {
        return switch (status.state()) {
            case 'Z', 'X' ->
                new JspectException(
                        ExitCode.NO_TARGET, target.label() + " has ended", "its parent has not taken note yet", null);
            case 'T' ->
                new JspectException(
                        ExitCode.NO_ANSWER,
                        target.label() + " is stopped (state T)",
                        "it cannot answer",
                        "Continue it with: kill -CONT " + target.pid());
            case 't' ->
                new JspectException(
                        ExitCode.NO_ANSWER,
                        target.label() + " is held by a native debugger (state t)",
                        "it cannot answer",
                        "See who holds it: grep TracerPid /proc/" + target.pid() + "/status");
            default -> {
                JspectException stranger = strangerTo(target);
                yield stranger != null ? stranger : unwilling(target);
            }
        };
    }

    private @Nullable JspectException strangerTo(JvmProcess target) {
        if (ownUid != 0 && ownUid != target.uid()) {
            return asItsUser(target, "it runs as user " + target.user());
        }
        if (ownUid == target.uid() ? ownUid != 0 && ownGid != target.gid() : target.feature() == 8) {
            return ownUid == target.uid()
                    ? new JspectException(
                            ExitCode.NOT_PERMITTED,
                            cannotAttach(target),
                            "it runs with group id " + Integer.toUnsignedString(target.gid()) + ", we with "
                                    + Integer.toUnsignedString(ownGid) + ", and a JVM answers only its own",
                            "Try: sudo setpriv --reuid " + target.uid() + " --regid " + target.gid()
                                    + " --clear-groups " + JspectException.COMMAND_LINE)
                    : asItsUser(
                            target,
                            "it runs as user " + target.user() + ", and Java 8 answers only its own user, not root");
        }
        return null;
    }

    private static @Nullable JspectException unwilling(JvmProcess target) {
        if (target.vmName() != null && target.vmName().contains("Substrate")) {
            return notHotSpot(target, "a GraalVM native image");
        }
        if (target.vmName() != null && target.vmName().contains("OpenJ9")) {
            return notHotSpot(target, "an OpenJ9 JVM");
        }
        if (target.jvmArguments().lastIndexOf(DISABLED) > target.jvmArguments().lastIndexOf(ENABLED)) {
            return new JspectException(
                    ExitCode.NOT_PERMITTED,
                    cannotAttach(target),
                    "it was started with " + DISABLED,
                    "Only a restart without that flag changes it");
        }
        return null;
    }

    private ProcStatus current(JvmProcess target) {
        ProcStat stat = proc.stat(target.pid());
        ProcStatus status = proc.status(target.pid());
        if (stat == null || status == null || stat.startTicks() != target.startTicks()) {
            throw new JspectException(
                    ExitCode.NO_TARGET, target.label() + " has ended", null, "See what runs: jspect ps");
        }
        return status;
    }

    private static JspectException asItsUser(JvmProcess target, String why) {
        return new JspectException(
                ExitCode.NOT_PERMITTED,
                cannotAttach(target),
                why,
                "Try: sudo -u " + target.user() + " " + JspectException.COMMAND_LINE);
    }

    private static JspectException notHotSpot(JvmProcess target, String kind) {
        return new JspectException(
                ExitCode.NOT_PERMITTED,
                cannotAttach(target),
                "it is " + kind + ", and jspect speaks HotSpot's attach protocol only",
                null);
    }

    private static String cannotAttach(JvmProcess target) {
        return "cannot attach to " + target.label();
    }
}
