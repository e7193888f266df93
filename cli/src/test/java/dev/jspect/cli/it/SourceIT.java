// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code frames -l --source-path}: the source of what runs, or the word that it is another one. */
final class SourceIT {
    private static final Path SOURCES = Path.of("../test-targets/plain/src/main/java");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void showsTheLineOfAFrame(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Waiting.class)) {
            String text = shown(target, SOURCES);

            assertTrue(text.matches("(?s).*\n    > \\d+  +lock\\.lockInterruptibly\\(\\);\n.*"), text);
            assertTrue(text.contains("  start(\"in-lock\", () -> {\n"), text);

            JsonNode document = json(target, SOURCES);
            JsonNode source = document.findParents("source").stream()
                    .filter(frame -> frame.get("className").textValue().equals(Waiting.class.getName()))
                    .findFirst()
                    .orElseThrow()
                    .get("source");
            assertEquals(
                    "            lock.lockInterruptibly();", source.get("text").textValue());
            assertEquals(2, source.get("before").size());
            assertEquals(2, source.get("after").size());
        }
    }

    @Test
    void saysThatTheSourceDiffers() throws IOException {
        Path changed = directory.resolve("dev/jspect/target/Waiting.java");
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, "\n" + Files.readString(SOURCES.resolve("dev/jspect/target/Waiting.java")));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Waiting.class)) {
            String text = shown(target, directory);

            assertTrue(text.contains("    source differs from the running class: " + changed), text);
            assertFalse(text.contains("lockInterruptibly();"), text);
            assertTrue(json(target, directory).findValue("sourceDiffers").booleanValue());
        }
    }

    @Test
    void refusesSourcesThatAreNotThere() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Waiting.class)) {
            JspectProcess.Result result =
                    JspectHere.run("frames", String.valueOf(target.pid()), "--source-path", "/nowhere");

            assertEquals(2, result.exitCode(), result.err());
            assertTrue(result.err().startsWith("jspect: no sources at /nowhere"), result.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Its thread stands in application code that calls the JDK's lock. */
    private static String shown(TargetJvm target, Path sources) {
        JspectProcess.Result result = JspectHere.run(
                "frames", String.valueOf(target.pid()), "-t", "in-lock", "--source-path", sources.toString());
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }

    private static JsonNode json(TargetJvm target, Path sources) throws IOException {
        JspectProcess.Result result = JspectHere.run(
                "frames", String.valueOf(target.pid()), "-t", "in-lock", "-j", "--source-path", sources.toString());
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", Schemas.violations("frames", result.out()), result.out());
        return new ObjectMapper().readTree(result.out());
    }
}
