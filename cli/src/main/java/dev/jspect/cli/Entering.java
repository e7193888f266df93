// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.audit.AuditLog;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.AgentAttacher;

/** What comes before something of ours enters a target. */
final class Entering {
    private Entering() {}

    /**
     * Puts on record that it will.
     *
     * @throws JspectException when this user may not, or when it cannot be written down: then nothing is done
     */
    static void record(Invocation invocation, JvmProcess target) {
        AgentAttacher.describe(target);
        AuditLog.of(invocation.environment()).append(target, invocation.commandLine());
    }
}
