// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and other ends of the tool, at any moment: the target goes on, and nothing of ours stays in it. */
final class SignalsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<String, Integer> CODES = Map.of("HUP", 129, "INT", 130, "TERM", 143, "KILL", 137);
    private static final String LOOP = "System.out.println(\"at work\"); while (true) {}";
    private static final int MOMENTS = 5;
    private static final int ATTEMPTS = 5;
    private static final int LATEST_MILLIS = 1_200;

    private final MeetingPlaces places = MeetingPlaces.before();

    @TempDir
    private Path directory;

    private RunningTool start(TargetJvm target, String command) throws IOException {
        String pid = String.valueOf(target.pid());
        RunningTool tool = switch (command) {
            case "frames" -> RunningTool.start(directory, "frames", pid, "--watch", "10ms");
            case "eval" -> RunningTool.start(directory, "eval", pid, LOOP, "--timeout", "5m");
            default -> RunningTool.start(directory, "shell", pid);
        };
        if (command.equals("shell")) {
            tool.enter(LOOP);
        }
        return tool;
    }

    private void assertUnharmed(TargetJvm target) {
        EvalIT.assertNothingLeft(target);
        places.assertNoneLeft();
        assertFalse(Files.exists(Path.of("/tmp/.attach_pid" + target.pid())));
        assertEquals("ready\n", target.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames", "eval", "shell"})
    void endsAtAnyMoment(String command) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < MOMENTS; i++) {
            // A fresh one: the first attach does most.
            try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                    RunningTool tool = start(target, command)) {
                int moment = random.nextInt(LATEST_MILLIS);
                String about = command + " after " + moment + " ms, seed " + seed + ": ";
                assertFalse(tool.endsWithin(Duration.ofMillis(moment)), about + tool.err());

                tool.signal("INT");

                assertEquals(130, tool.awaitExit(), about + tool.err());
                assertEquals("", tool.err().replaceAll("jspect: paused .*\n", ""), about);
                assertUnharmed(target);
            }
        }
    }

    /** Signals, and what the tool has come to when they arrive. */
    static Stream<List<String>> phases() {
        return Stream.of(
                List.of("trigger", "INT"),
                List.of("trigger", "TERM"),
                List.of("directory", "INT"),
                List.of("directory", "HUP"),
                List.of("session", "INT"),
                List.of("output", "INT"),
                List.of("output", "TERM"),
                List.of("output", "HUP"));
    }

    @ParameterizedTest
    @MethodSource("phases")
    void endsInEachPhase(List<String> phaseAndSignal) throws IOException, InterruptedException {
        String phase = phaseAndSignal.get(0);
        String signal = phaseAndSignal.get(1);
        for (int attempt = 1; !endsIn(phase, signal); attempt++) {
            assertTrue(attempt < ATTEMPTS, "never seen in phase " + phase);
        }
    }

    /** Returns false when the phase was over before it was seen. */
    private boolean endsIn(String phase, String signal) throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                RunningTool tool = start(target, "eval")) {
            if (!isSeenIn(phase, target, tool)) {
                return false;
            }

            tool.signal(signal);

            assertEquals(CODES.get(signal), tool.awaitExit(), tool.err());
            assertEquals("", tool.err());
            assertUnharmed(target);
            return true;
        }
    }

    /** Looks without a pause, since the first phases are over in milliseconds, until the tool has come to the last. */
    private static boolean isSeenIn(String phase, TargetJvm target, RunningTool tool) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isIn(phase, target, tool)) {
            if (tool.out().contains("at work")) {
                return isIn(phase, target, tool);
            }
            assertTrue(System.nanoTime() < end, "neither in phase " + phase + " nor at work: " + tool.err());
        }
        return true;
    }

    private static boolean isIn(String phase, TargetJvm target, RunningTool tool) {
        Path tmp = Path.of("/tmp");
        return switch (phase) {
            case "trigger" -> Files.exists(tmp.resolve(".attach_pid" + target.pid()));
            case "directory" -> names(tmp).anyMatch(name -> name.startsWith(".jspect-" + target.pid() + "-"));
            case "session" -> hasThread(target, "jspect-session");
            default -> tool.out().contains("at work");
        };
    }

    private static Stream<String> names(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? Stream.of() : Stream.of(names);
    }

    private static boolean hasThread(TargetJvm target, String name) {
        Path tasks = Path.of("/proc/" + target.pid() + "/task");
        return names(tasks).anyMatch(task -> {
            try {
                return Files.readString(tasks.resolve(task + "/comm")).startsWith(name);
            } catch (IOException ended) {
                return false;
            }
        });
    }

    @Test
    void theTargetGoesOnWhenTheToolIsKilled() throws IOException, InterruptedException {
        for (String code : List.of(LOOP, "System.out.println(\"at work\"); Thread.sleep(1_000_000)")) {
            try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                    RunningTool tool = RunningTool.start(
                            directory, "eval", String.valueOf(target.pid()), code, "--timeout", "5m")) {
                tool.awaitOut("at work");
                String trouble = Await.until(LIMIT, () -> hasThread(target, "jspect-eval-"), () -> "no snippet runs");
                assertEquals("", trouble, tool.err());

                tool.signal("KILL");

                assertEquals(CODES.get("KILL"), tool.awaitExit());
                EvalIT.assertNothingLeft(target);
                assertEquals("ready\n", target.output());
                JspectProcess.Result next = JspectProcess.run("eval", String.valueOf(target.pid()), "1 + 1", "-q");
                assertEquals("2\n", next.out(), next.err());
            }
        }
    }
}
