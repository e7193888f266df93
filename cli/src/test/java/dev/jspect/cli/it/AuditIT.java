// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of what was done to which target. */
final class AuditIT {
    @TempDir
    private Path state;

    private JspectProcess.Result run(Path stateHome, String... arguments) {
        return JspectProcess.run(List.of("env", "XDG_STATE_HOME=" + stateHome), "1 + 1\n", arguments);
    }

    @Test
    void hasALineForEachCommandThatMayChangeATarget() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            String pid = String.valueOf(target.pid());
            Instant before = Instant.now();

            assertEquals(0, run(state, "eval", pid, "\"a\\nb\" + 'c'").exitCode());
            assertEquals(0, run(state, "shell", pid, "-q").exitCode());
            assertEquals(0, run(state, "ps").exitCode());
            assertEquals(0, run(state, "frames", pid).exitCode());
            assertEquals(0, run(state, "frames", pid, "-l").exitCode());
            assertEquals(0, run(state, "instances", pid, "java.lang.Thread").exitCode());
            assertEquals(0, run(state, "loaders", pid).exitCode());
            assertEquals(
                    0, run(state, "exceptions", pid, "NoSuch*", "-d", "100ms").exitCode());

            Path log = state.resolve("jspect/audit.jsonl");
            List<String> lines = Files.readAllLines(log);
            assertEquals(6, lines.size(), lines.toString());
            assertTrue(lines.get(2).contains("frames " + pid + " -l"), lines.get(2));
            assertTrue(lines.get(5).contains("exceptions " + pid + " 'NoSuch*'"), lines.get(5));
            JsonNode eval = new ObjectMapper().readTree(lines.get(0));
            assertEquals(1, eval.get("schema").asInt());
            assertEquals(
                    "jspect eval " + pid + " '\"a\\nb\" + '\\''c'\\'''",
                    eval.get("command").asText());
            assertEquals(target.pid(), eval.get("pid").asInt());
            assertEquals("Shop", eval.get("target").asText());
            assertEquals(System.getProperty("user.name"), eval.get("user").asText());
            assertEquals(System.getProperty("user.name"), eval.get("targetUser").asText());
            assertFalse(Instant.parse(eval.get("at").asText()).isBefore(before), eval.toString());
            assertEquals(
                    "jspect shell " + pid + " -q",
                    new ObjectMapper().readTree(lines.get(1)).get("command").asText());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())));
        }
    }

    /** Without a reader the writer of a pipe waits, and the target must not have been touched until then. */
    @Test
    void isWrittenBeforeTheTargetIsTouched() throws IOException, InterruptedException {
        Path log = Files.createDirectory(state.resolve("jspect")).resolve("audit.jsonl");
        assertEquals(0, new ProcessBuilder("mkfifo", log.toString()).start().waitFor());
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                RunningTool tool = RunningTool.start(state, "eval", String.valueOf(target.pid()), "1 + 1", "-q")) {
            assertFalse(tool.endsWithin(Duration.ofSeconds(2)), tool.err());
            assertFalse(Files.exists(Path.of("/tmp/.java_pid" + target.pid())), "it was attached to");

            String line;
            try (var reader = Files.newBufferedReader(log)) {
                line = reader.readLine();
            }

            assertTrue(line.contains("\"command\":\"jspect eval " + target.pid() + " '1 + 1' -q\""), line);
            assertEquals(0, tool.awaitExit(), tool.err());
            assertEquals("2\n", tool.out());
        }
    }

    @Test
    void nothingIsDoneWhereItCannotBeWritten() throws IOException {
        Path file = Files.createFile(state.resolve("file"));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            String pid = String.valueOf(target.pid());
            for (List<String> command : List.of(List.of("eval", pid, "1 + 1"), List.of("shell", pid))) {
                JspectProcess.Result result = run(file, command.toArray(String[]::new));

                assertEquals(6, result.exitCode(), result.err());
                assertEquals("", result.out());
                assertEquals(1, result.err().lines().count(), result.err());
                assertTrue(
                        result.err().startsWith("jspect: cannot write the audit log " + file + "/jspect/audit.jsonl: "),
                        result.err());
                assertTrue(
                        result.err().contains("Nothing was done. Another place for it: XDG_STATE_HOME="), result.err());
                assertTrue(result.err().contains(" jspect " + command.get(0) + " " + pid), result.err());
            }
            assertFalse(Files.exists(Path.of("/tmp/.java_pid" + pid)), "it was attached to");
        }
    }
}
