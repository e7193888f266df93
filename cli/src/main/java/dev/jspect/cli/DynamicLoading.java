// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;

/** What a target prints by itself when an agent is loaded into it (JEP 451). */
final class DynamicLoading {
    static final String NOTE = "its JDK warns of the agent on its stderr, unless -XX:+EnableDynamicAgentLoading";

    private static final int WARNS_FROM = 21;
    private static final String EXPECTED = "-XX:+EnableDynamicAgentLoading";

    private DynamicLoading() {}

    /** Says whether loading an agent makes the target print a warning. */
    static boolean warns(JvmProcess process) {
        return process.feature() >= WARNS_FROM && !process.jvmArguments().contains(EXPECTED);
    }
}
