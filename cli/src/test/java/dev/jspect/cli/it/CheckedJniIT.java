// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.target.Known;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A JVM with {@code -Xcheck:jni} finds nothing to say of the native library. It says it on the target's own stdout, of which nothing
 * may be jspect's; and what it looks for (calls while an exception is pending, references that are none) harms one without, too.
 */
class CheckedJniIT {
    private static final String SAID = "WARNING";

    /** The oldest, and those that have virtual threads. */
    static Stream<Jdks.Jdk> jdks() {
        return Jdks.wanted().filter(jdk -> jdk.feature() == 8 || jdk.feature() >= 21);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void findsNothing(Jdks.Jdk jdk) {
        String threads = jdk.feature() >= 21 ? "virtual" : "platform";
        try (TargetJvm target =
                TargetJvm.on(jdk).with("-Xcheck:jni", "-Xmx256m").start(Known.class.getName(), "9", "churn", threads)) {
            String pid = String.valueOf(target.pid());
            List<List<String>> runs = List.of(
                    List.of("frames", pid, "-l"),
                    List.of("frames", pid, "-ll", "--documented-only"),
                    List.of("frames", pid, "--native=all"),
                    List.of("instances", pid, "java.lang.Thread", "-n", "5"),
                    List.of("context", pid),
                    List.of("exceptions", pid, "-n", "2"),
                    List.of("watch", pid, Known.class.getName() + "::bottom", "-n", "1"));
            for (List<String> arguments : runs) {
                JspectProcess.Result run = JspectHere.run(arguments.toArray(String[]::new));
                assertEquals(0, run.exitCode(), run::toString);
            }
            assertEquals(List.of(), complaints(target.output()), target::output);
        }
    }

    /** With the method that it is about, on the next line; the JDK's own are none of ours. */
    private static List<String> complaints(String output) {
        List<String> lines = output.lines().toList();
        return IntStream.range(1, lines.size())
                .filter(i -> lines.get(i - 1).contains(SAID) && lines.get(i).contains("dev.jspect."))
                .mapToObj(i -> lines.get(i - 1) + lines.get(i))
                .toList();
    }
}
