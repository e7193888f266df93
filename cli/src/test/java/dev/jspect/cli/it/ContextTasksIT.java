// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Working;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code context --tasks}: what threads of executors run, on each JDK. */
final class ContextTasksIT {
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void tellsWhatThreadsOfExecutorsRun(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Working.class)) {
            JspectProcess.Result result = JspectHere.run("context", String.valueOf(target.pid()), "--tasks");

            assertEquals(0, result.exitCode(), result.err());
            Map<String, String> tasks = tasks(result.out());
            assertTrue(isOrder(1, tasks.get("plain")), result.out());
            assertTrue(isOrder(2, tasks.get("submitted")), result.out());
            assertTrue(isOrder(3, tasks.get("runnable")), result.out());
            assertTrue(isOrder(5, tasks.get("scheduled")), result.out());
            assertTrue(tasks.getOrDefault("urgent", "").contains("why=\"the boss waits\""), result.out());
            assertTrue(tasks.getOrDefault("lambda", "").startsWith("Working lambda{"), result.out());
            assertTrue(
                    tasks.values().stream().anyMatch(task -> isOrder(6, task)),
                    "of the fork-join pool: " + result.out());
            assertEquals(jdk.feature() >= 21, tasks.values().stream().anyMatch(task -> isOrder(7, task)), result.out());
            assertFalse(tasks.containsKey("idle"), result.out());
            assertFalse(tasks.containsKey("main"), result.out());
            assertFalse(result.out().contains("canary"), result.out());
            assertTrue(result.err().matches("(?s).*jspect: paused [0-9.]+ (ms|us) .*"), result.err());
            assertEquals("ready\n", ContextIT.withoutWarnings(target), "application code ran");
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void findsByWhatATaskIsFor(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Working.class)) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result found = JspectHere.run("context", pid, "--tasks", "--find", "number=3");
            JspectProcess.Result chosen = JspectHere.run("context", pid, "--tasks", "-t", "lam*", "-j");
            JspectProcess.Result notAsked = JspectHere.run("context", pid, "--find", "number=3");

            assertEquals(0, found.exitCode(), found.err());
            assertTrue(found.out().startsWith("\"runnable\" #"), found.out() + found.err());
            assertEquals(1, tasks(found.out()).size(), found.out());
            assertEquals("", Schemas.violations("context", chosen.out()), chosen.out());
            JsonNode carries = new ObjectMapper()
                    .readTree(chosen.out())
                    .path("threads")
                    .get(0)
                    .path("carries");
            assertEquals(1, carries.size(), chosen.out());
            assertEquals("task", carries.get(0).path("kind").asText(), chosen.out());
            assertTrue(new ObjectMapper()
                            .readTree(chosen.out())
                            .path("receipt")
                            .path("pausedMs")
                            .asDouble()
                    > 0);
            assertEquals("", notAsked.out());
        }
    }

    @Test
    void leaksHaveNoTasks() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Working.class)) {
            JspectProcess.Result result = JspectHere.run("context", String.valueOf(target.pid()), "--tasks", "--leaks");

            assertEquals(2, result.exitCode(), result.out());
            assertTrue(result.err().contains("--leaks and --tasks do not go together"), result.err());
        }
    }

    private static boolean isOrder(int number, @Nullable String task) {
        return task != null
                && task.startsWith("Working.Order{")
                && task.endsWith(", number=" + number + ", password=[redacted]}");
    }

    /** By the threads' names. */
    private static Map<String, String> tasks(String out) {
        Map<String, String> tasks = new TreeMap<>();
        String thread = "";
        for (String line : out.lines().toList()) {
            if (line.startsWith("\"")) {
                thread = line.substring(1, line.indexOf('"', 1));
            } else if (line.matches("  task += .*")) {
                tasks.put(thread, line.replaceFirst("  task += ", ""));
            }
        }
        return tasks;
    }
}
