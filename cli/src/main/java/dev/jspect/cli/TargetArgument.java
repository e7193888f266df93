// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetSelector;
import picocli.CommandLine.Parameters;

/** The JVM a command looks at. */
final class TargetArgument {
    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "A process id, or part of a main class's or jar's name that fits one JVM only.")
    String target = "";

    /** Returns the JVM that is meant; throws {@code JspectException} when that is not exactly one. */
    JvmProcess find() {
        return TargetSelector.select(target);
    }
}
