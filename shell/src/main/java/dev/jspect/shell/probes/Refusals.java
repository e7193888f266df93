// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import org.jspecify.annotations.Nullable;

/** Classes that get no probes, because a probe itself needs them. */
final class Refusals {
    private static final String NEEDED = "each probe needs it before it can tell its own calls from the application's";

    private Refusals() {}

    /** Returns why a class gets none, or null when it may. */
    static @Nullable String reason(String className) {
        if (className.startsWith("dev.jspect.agent.")
                || className.startsWith("dev.jspect.protocol.")
                || className.equals("java.lang.JspectDispatcher")) {
            return "it is jspect's own";
        }
        return switch (className) {
            case "java.lang.Throwable" -> "it is changed for exceptions. Try: jspect exceptions";
            case "java.lang.Object",
                    "java.lang.String",
                    "java.lang.Boolean",
                    "java.lang.Byte",
                    "java.lang.Short",
                    "java.lang.Character",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Float",
                    "java.lang.Double",
                    "java.lang.Number" -> NEEDED;
            default ->
                className.startsWith("java.lang.invoke.")
                                || className.matches("java\\.lang\\.[A-Z][a-z]+\\$\\w*Cache")
                                || className.startsWith("java.lang.ref.")
                                || className.startsWith("java.lang.ThreadLocal")
                        ? NEEDED
                        : null;
        };
    }
}
