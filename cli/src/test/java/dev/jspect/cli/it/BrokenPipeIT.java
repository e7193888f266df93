// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands whose reader has seen enough, such as {@code head -1}: they end without a word, and leave nothing. */
final class BrokenPipeIT {
    private static final int BROKEN_PIPE = 141;
    private static final String FOR_EVER = "for (int i = 0; ; i++) System.out.println(\"line \" + i);";

    private static TargetJvm target;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startTarget() {
        target = TargetJvm.start(Jdks.current(), Shop.class);
    }

    @AfterAll
    static void endTarget() {
        target.close();
    }

    static Stream<List<String>> commands() {
        String pid = String.valueOf(target.pid());
        return Stream.of(
                List.of("frames", pid, "--watch", "10ms"),
                List.of("eval", pid, "for (int i = 0; i < 20_000; i++) System.out.println(\"line \" + i)"),
                List.of("eval", pid, FOR_EVER, "--timeout", "10m"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void endsWhenNobodyReadsOn(List<String> command) throws IOException, InterruptedException {
        try (RunningTool tool = RunningTool.intoPipe(directory, command.toArray(String[]::new))) {
            String first = tool.readLineAndClose();

            assertTrue(first.equals("line 0") || first.contains(" threads"), first + tool.err());
            assertEquals(BROKEN_PIPE, tool.awaitExit(), tool.err());
            assertSaysOnlyWhatItDid(tool);
        }
        EvalIT.assertNothingLeft(target);
    }

    @Test
    void endsAShellWhoseSnippetPrintsForEver() throws IOException, InterruptedException {
        try (RunningTool tool = RunningTool.intoPipe(directory, "shell", String.valueOf(target.pid()))) {
            tool.enter(FOR_EVER);

            assertEquals("line 0", tool.readLineAndClose(), tool.err());
            assertEquals(BROKEN_PIPE, tool.awaitExit(), tool.err());
            assertSaysOnlyWhatItDid(tool);
        }
        EvalIT.assertNothingLeft(target);
    }

    @ParameterizedTest
    @MethodSource("shortAnswers")
    void endsWhenNobodyEverRead(List<String> command) throws InterruptedException, IOException {
        try (RunningTool tool = RunningTool.intoPipe(directory, command.toArray(String[]::new))) {
            tool.closeOut();

            assertEquals(BROKEN_PIPE, tool.awaitExit(), tool.err());
            assertSaysOnlyWhatItDid(tool);
        }
        EvalIT.assertNothingLeft(target);
    }

    static Stream<List<String>> shortAnswers() {
        String pid = String.valueOf(target.pid());
        return Stream.of(
                List.of("ps"),
                List.of("ps", "--json"),
                List.of("frames", pid),
                List.of("frames", pid, "--json"),
                List.of("doctor", pid),
                List.of("loaders", pid),
                List.of("eval", pid, "1 + 1", "--json"));
    }

    /** What was done to the target is told in any case. */
    private static void assertSaysOnlyWhatItDid(RunningTool tool) {
        String err = tool.err();
        boolean receipt = err.startsWith("jspect: paused ") && err.indexOf('\n') == err.length() - 1;
        assertTrue(err.isEmpty() || receipt, err);
    }
}
