// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code release} file of a JDK or a jlink image: lines {@code NAME="VALUE"}. */
public final class JdkRelease {
    private static final int LARGEST = 256 << 10;

    private final Map<String, String> values;

    private JdkRelease(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the file of the JDK in a directory as the tool sees it, or returns null when there is none. */
    public static @Nullable JdkRelease of(Path javaHome) {
        JdkRelease own = read(javaHome.resolve("release"));
        // The java.home of a JDK 8 is the directory jre in it.
        return own != null || !javaHome.endsWith("jre") ? own : read(javaHome.resolveSibling("release"));
    }

    /** Returns the value of JAVA_VERSION, IMPLEMENTOR, MODULES, or null. */
    public @Nullable String value(String name) {
        return values.get(name);
    }

    private static @Nullable JdkRelease read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return null;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return parse(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
            }
        } catch (IOException goneOrNotOurs) {
            return null;
        }
    }

    static JdkRelease parse(String text) {
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            int equals = text.indexOf('=', at);
            if (equals > at && equals < end) {
                String value = text.substring(equals + 1, end).strip();
                boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
                values.put(text.substring(at, equals), quoted ? value.substring(1, value.length() - 1) : value);
            }
            at = end + 1;
        }
        return new JdkRelease(values);
    }
}
