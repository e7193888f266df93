// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.ValueLimits;

/** Where a command gets its session from: it attaches, or one is there already. */
interface SessionSource {
    /** Returns a session, which the command closes. */
    RemoteTarget open(JvmProcess process, Deadline deadline, ValueLimits limits);
}
