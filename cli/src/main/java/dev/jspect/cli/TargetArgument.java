// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetSelector;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The JVM a command looks at. */
final class TargetArgument {
    String target = "";

    /** Adds the parameter to what a command takes. */
    void describe(Syntax syntax) {
        syntax.parameter(
                PositionalParamSpec.builder()
                        .index("0")
                        .required(true)
                        .paramLabel("TARGET")
                        .description("A process id, or part of a main class's or jar's name that fits one JVM only."),
                String.class,
                typed -> target = typed);
    }

    /** Returns the JVM that is meant; throws {@code JspectException} when that is not exactly one. */
    JvmProcess find() {
        return TargetSelector.select(target);
    }
}
