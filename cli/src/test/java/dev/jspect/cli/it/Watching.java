// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tests of {@code watch} have in common. */
final class Watching {
    private Watching() {}

    static JspectProcess.Result run(TargetJvm target, String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "watch";
        command[1] = String.valueOf(target.pid());
        System.arraycopy(options, 0, command, 2, options.length);
        return JspectHere.run(command);
    }

    static JspectProcess.Result watch(TargetJvm target, String... options) {
        JspectProcess.Result result = run(target, options);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.err().contains("is what it was"), result.err());
        return result;
    }

    static void assertLine(String expected, String text) {
        assertTrue(text.lines().map(String::strip).anyMatch(expected::equals), expected + " in " + text);
    }

    static void assertUndisturbed(TargetJvm target) {
        assertFalse(target.output().contains("WRONG"), target.output());
        EvalIT.assertNothingLeft(target);
    }

    /** Returns a line of the target by the name that its source has there, as users name it. */
    static String line(String name) throws IOException {
        List<String> source =
                Files.readAllLines(Path.of("../test-targets/plain/src/main/java/dev/jspect/target/Calls.java"));
        for (int i = 0; i < source.size(); i++) {
            if (source.get(i).endsWith("// line: " + name)) {
                return "Calls:" + (i + 1);
            }
        }
        throw new AssertionError("no line " + name);
    }
}
