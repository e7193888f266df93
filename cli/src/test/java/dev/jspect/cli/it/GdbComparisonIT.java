// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Below;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code frames --native} beside a debugger, of all threads of a JVM. */
final class GdbComparisonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SAME = Pattern.compile("(\\d+) threads, (\\d+) frames the same");
    /** Of the six that wait in calls of a library, and what the VM has in any case. */
    private static final int FEWEST_THREADS = 16;

    private static final int FEWEST_FRAMES = 100;

    @TempDir
    private Path directory;

    private String said = "";

    static Stream<Jdks.Jdk> jdks() {
        return Jdks.wanted();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void eachFrameIsTheDebuggers(Jdks.Jdk jdk) throws IOException {
        Program.assumeThere("gdb");
        Program.assumeThere("python3");
        Path library = BelowLibrary.compiled(directory, List.of("-O2", "-fomit-frame-pointer"));
        try (TargetJvm target = TargetJvm.start(jdk, Below.class, library.toString())) {
            // A thread of the VM may have worked between the two looks: not each time.
            assertEquals("", Await.until(PATIENCE, () -> isSame(target), () -> said));

            Matcher same = SAME.matcher(said);
            assertTrue(same.find(), said);
            assertTrue(Integer.parseInt(same.group(1)) >= FEWEST_THREADS, said);
            assertTrue(Integer.parseInt(same.group(2)) >= FEWEST_FRAMES, said);
        }
    }

    private boolean isSame(TargetJvm target) throws IOException {
        Process comparison = new ProcessBuilder("python3", "../scripts/compare-gdb", String.valueOf(target.pid()))
                .redirectErrorStream(true)
                .start();
        said = new String(comparison.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return comparison.onExit().join().exitValue() == 0;
    }
}
