// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments a JVM takes from its environment, for one that does not tell its arguments itself. */
final class EnvironmentOptions {
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=");

    private EnvironmentOptions() {}

    /** Reads the content of {@code /proc/PID/environ}, null when we may not. */
    static List<String> of(byte @Nullable [] environ) {
        List<String> options = new ArrayList<>();
        if (environ != null) {
            for (String variable : new String(environ, StandardCharsets.UTF_8).split("\0", -1)) {
                for (String name : VARIABLES) {
                    if (variable.startsWith(name)) {
                        options.addAll(CommandText.words(variable.substring(name.length())));
                    }
                }
            }
        }
        return options;
    }
}
