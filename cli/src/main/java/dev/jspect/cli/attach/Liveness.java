// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Tells whether a target is still the process it was when it was listed. */
public final class Liveness {
    private static final long LOOK_NANOS = 1_000_000;
    private static final long ENDING_NANOS = 300_000_000;

    private Liveness() {}

    static boolean lives(JvmProcess target) {
        if (target.startTicks() == 0) {
            return ProcessHandle.of(target.pid()).isPresent();
        }
        ProcStat stat = ProcDirectory.ofThisMachine().stat(target.pid());
        return stat != null && stat.startTicks() == target.startTicks() && stat.state() != 'Z' && stat.state() != 'X';
    }

    /** Says whether a target that has closed its connections is ending; waits a moment, 300 ms, until that shows. */
    public static boolean ends(JvmProcess target) {
        long end = System.nanoTime() + ENDING_NANOS;
        while (lives(target)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    static JspectException ended(JvmProcess target, Deadline deadline, @Nullable Throwable cause) {
        return new JspectException(
                ExitCode.NO_TARGET,
                target.label() + " has ended",
                "the process went away while " + deadline.phase(),
                null,
                cause);
    }
}
