// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets that end while a command is at work. */
final class DyingTargetIT {
    private static final String SPEAK = "System.out.println(\"at work\");";

    @TempDir
    private Path directory;

    /** Commands without their target, and what they print when they are at work. */
    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("threads: ", "frames", "--watch", "20ms"),
                List.of("at work", "eval", SPEAK + " while (true) {}", "--timeout", "5m"),
                List.of("at work", "eval", SPEAK + " Thread.sleep(1_000_000)", "--timeout", "5m"),
                List.of("at work", "shell"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysThatTheTargetHasEnded(List<String> command) throws IOException, InterruptedException {
        MeetingPlaces places = MeetingPlaces.before();
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
            String pid = String.valueOf(target.pid());
            List<String> whole = new ArrayList<>(List.of(arguments));
            whole.add(1, pid);
            try (RunningTool tool = RunningTool.start(directory, whole.toArray(String[]::new))) {
                if (command.contains("shell")) {
                    tool.enter(SPEAK + " while (true) {}");
                }
                tool.awaitOut(command.get(0));

                ProcessHandle.of(target.pid()).orElseThrow().destroyForcibly();

                assertEquals(3, tool.awaitExit(), tool.err());
                List<String> lines = tool.err()
                        .lines()
                        .filter(line -> !line.startsWith("jspect: paused "))
                        .toList();
                assertEquals(1, lines.size(), tool.err());
                assertTrue(lines.get(0).matches("jspect: .*(ended|gone|lost).*"), tool.err());
            }
            places.assertNoneLeft();
            try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
                List<String> left = files.map(Path::toString)
                        .filter(file -> file.matches("/tmp/\\.(attach_pid" + pid + "|jspect-" + pid + "-.*)"))
                        .toList();
                assertEquals(List.of(), left);
            }
        }
    }
}
