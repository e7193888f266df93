// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import org.jspecify.annotations.Nullable;

/** Tells whether a target is still the process it was when it was listed. */
final class Liveness {
    private Liveness() {}

    static boolean lives(JvmProcess target) {
        if (target.startTicks() == 0) {
            return ProcessHandle.of(target.pid()).isPresent();
        }
        ProcStat stat = ProcDirectory.ofThisMachine().stat(target.pid());
        return stat != null && stat.startTicks() == target.startTicks() && stat.state() != 'Z' && stat.state() != 'X';
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
