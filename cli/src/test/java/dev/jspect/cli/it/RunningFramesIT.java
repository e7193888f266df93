// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jspect.target.BelowRunning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code frames --native=all}: calls below Java of threads that run. */
final class RunningFramesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ENTRY = "Java_dev_jspect_target_Below_below";
    private static final int JDK_SIGNAL = 62;
    private static final List<String> SPINNING =
            List.of("known_bottom", "known_middle", "known_middle", "known_middle", "known_middle", ENTRY);

    @TempDir
    private Path directory;

    /** It is made with the lowest priority: beside threads that run all the time that would take for ever. */
    @BeforeAll
    static void haveTheStartArchiveMade() {
        assertFalse(StartArchive.options().isEmpty());
    }

    static Stream<Jdks.Jdk> jdks() {
        return Jdks.wanted();
    }

    private static NativeThreadsSeen threads(TargetJvm target) throws IOException {
        return NativeThreadsSeen.of(target, "--native=all");
    }

    private static List<String> symbols(JsonNode thread) {
        List<String> symbols = new ArrayList<>();
        thread.path("nativeFrames")
                .forEach(frame -> symbols.add(frame.path("symbol").asText()));
        return symbols;
    }

    private static boolean ran(JsonNode thread) {
        return thread.path("nativeFramesRan").asBoolean() && !thread.has("nativeFramesCut");
    }

    /** A machine that is busy may not let a thread run in time; then the next look has it. */
    private static String seen(TargetJvm target, String name, Predicate<JsonNode> wanted) throws IOException {
        StringBuilder last = new StringBuilder();
        return Await.until(
                PATIENCE,
                () -> {
                    JsonNode thread = threads(target).thread(name);
                    last.setLength(0);
                    last.append(thread);
                    return wanted.test(thread);
                },
                last::toString);
    }

    /** Which are ignored, and which have a handler; but for the JDK's own, which comes when it first waits for the network. */
    private static List<Long> signals(TargetJvm target) throws IOException {
        return Files.readString(Path.of("/proc/" + target.pid() + "/status"), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("SigIgn") || line.startsWith("SigCgt"))
                .map(line ->
                        Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16) & ~(1L << (JDK_SIGNAL - 1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void showsWhatRunsBelowJava(Jdks.Jdk jdk) throws IOException {
        Path library = BelowLibrary.compiled(directory, List.of("-O2", "-fomit-frame-pointer"));
        try (TargetJvm target = TargetJvm.start(jdk, BelowRunning.class, library.toString())) {
            List<Long> signals = signals(target);

            assertEquals("", seen(target, "spin", thread -> ran(thread) && SPINNING.equals(symbols(thread))));
            assertEquals(
                    "",
                    seen(
                            target,
                            "java",
                            thread -> ran(thread) && symbols(thread).isEmpty()));
            assertEquals("", seen(target, "clock", thread -> {
                List<String> symbols = symbols(thread);
                int known = symbols.indexOf("known_bottom");
                return ran(thread)
                        && known > 0
                        && thread.path("nativeFrames")
                                .get(0)
                                .path("module")
                                .asText()
                                .equals("[vdso]")
                        && symbols.subList(known, symbols.size()).equals(SPINNING);
            }));
            assertEquals("", seen(target, "deflate", thread -> {
                List<String> symbols = symbols(thread);
                return ran(thread)
                        && !symbols.isEmpty()
                        && symbols.get(symbols.size() - 1).startsWith("Java_java_util_zip_Deflater_deflate");
            }));
            assertEquals(
                    "",
                    seen(
                            target,
                            "deaf",
                            thread -> thread.path("nativeFramesCut")
                                    .asText()
                                    .equals("it ran, but cannot be looked at: it blocks signals")));
            assertEquals(
                    "",
                    seen(
                            target,
                            "read",
                            thread -> !thread.has("nativeFramesRan")
                                    && symbols(thread).containsAll(SPINNING)
                                    && thread.path("systemCall")
                                            .path("name")
                                            .asText()
                                            .equals("read")));

            assertEquals(signals, signals(target));
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void saysWhatItDidAndShowsNothingOfItself() throws IOException {
        Path library = BelowLibrary.compiled(directory, List.of("-O2"));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), BelowRunning.class, library.toString())) {
            JspectProcess.Result result =
                    JspectHere.run("frames", String.valueOf(target.pid()), "--native=all", "--all-threads");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("\n  a moment later, while it ran:\n  at "), result.out());
            assertFalse(result.out().contains("jspect-"), result.out());
            assertTrue(result.err().startsWith("jspect: paused 0 ms · loaded "), result.err());
            assertTrue(result.err().endsWith(" · left behind: the doorway class (inert)\n"), result.err());
        }
    }

    @Test
    void joinsThemWithVariables() throws IOException {
        Path library = BelowLibrary.compiled(directory, List.of("-O2"));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), BelowRunning.class, library.toString())) {
            // It may have come out of the native method by the time it gets the signal: not again and again.
            AtomicReference<String> seen = new AtomicReference<>("");
            assertEquals(
                    "",
                    Await.until(
                            Duration.ofSeconds(60),
                            () -> {
                                JspectProcess.Result result = JspectHere.run(
                                        "frames",
                                        String.valueOf(target.pid()),
                                        "--native=all",
                                        "-l",
                                        "-t",
                                        "deflate",
                                        "-t",
                                        "read");
                                assertEquals(0, result.exitCode(), result.err());
                                seen.set(result.out());
                                return result.out().contains(" = byte[1049600]")
                                        && result.out().contains("  at Java_java_util_zip_Deflater_deflate");
                            },
                            seen::get));
        }
    }

    /** The signal is one of the whole process: what several sessions do with it goes one after the other. */
    @Test
    void severalSessionsMayLook() throws Exception {
        Path library = BelowLibrary.compiled(directory, List.of("-O2"));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), BelowRunning.class, library.toString())) {
            List<Long> signals = signals(target);
            String pid = String.valueOf(target.pid());
            List<CompletableFuture<JspectProcess.Result>> looks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                looks.add(CompletableFuture.supplyAsync(
                        () -> JspectProcess.run(List.of(), "", "frames", pid, "--native=all", "-t", "spin")));
            }

            for (CompletableFuture<JspectProcess.Result> look : looks) {
                JspectProcess.Result result = look.get();
                assertEquals(0, result.exitCode(), result.err());
                assertTrue(
                        result.out().contains("  at known_bottom (libbelow.so)\n")
                                || result.out().contains("got no processor"),
                        result.out());
            }
            assertEquals(signals, signals(target));
            EvalIT.assertNothingLeft(target);
        }
    }

    /** As on a machine that is far too busy: the thread runs, and gets next to nothing of the processor that the others are on, too. */
    @Test
    void aThreadThatGetsNoProcessorIsSaid() throws Exception {
        Path library = BelowLibrary.compiled(directory, List.of("-O2"));
        try (TargetJvm target = TargetJvm.on(Jdks.current())
                .under("taskset", "-c", "0")
                .start(BelowRunning.class.getName(), library.toString())) {
            List<Long> signals = signals(target);
            String number = threads(target).thread("spin").path("osThreadId").asText();
            assertEquals(
                    0,
                    new ProcessBuilder("chrt", "--idle", "--pid", "0", number)
                            .start()
                            .waitFor());
            StringBuilder last = new StringBuilder();

            String missing = Await.until(
                    PATIENCE,
                    () -> {
                        JspectProcess.Result result = JspectHere.run(
                                "frames", String.valueOf(target.pid()), "--native=all", "-t", "spin", "-t", "clock");
                        assertEquals(0, result.exitCode(), result.err());
                        last.append(result.out()).append(result.err());
                        return result.out().contains("it ran, but got no processor within 200 ms to be looked at");
                    },
                    last::toString);

            assertEquals("", missing);
            assertTrue(target.isAlive());
            assertEquals(signals, signals(target));
        }
    }
}
