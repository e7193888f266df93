// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jspect.target.Below;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code frames --native}: calls below Java that are known, of a library compiled in several ways. */
final class NativeFramesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ENTRY = "Java_dev_jspect_target_Below_below";
    private static final List<String> EXPECTED =
            List.of("known_bottom", "known_middle", "known_middle", "known_middle", "known_middle", ENTRY);

    private static final Map<String, String> CALLS = Map.of(
            "sleep", "(clock_)?nanosleep",
            "receive", "recvfrom",
            "read", "read",
            "epoll", "epoll_p?wait",
            "poll", "p?poll");

    @TempDir
    private Path directory;

    static Stream<List<String>> waysToCompile() {
        return Stream.of(
                List.of("-O2", "-fomit-frame-pointer"),
                List.of("-O2", "-fno-omit-frame-pointer"),
                List.of("-O0"),
                List.of("-O3", "-fcf-protection=full", "-fstack-protector-all"));
    }

    private static NativeThreadsSeen threads(TargetJvm target) throws IOException {
        return NativeThreadsSeen.of(target, "--native");
    }

    /** What the target's own library has of a stack. */
    private static List<String> known(JsonNode thread) {
        List<String> symbols = new ArrayList<>();
        for (JsonNode frame : thread.path("nativeFrames")) {
            if (frame.path("module").asText().endsWith("/libbelow.so")) {
                symbols.add(frame.path("symbol").asText());
            }
        }
        return symbols;
    }

    private static boolean allWait(TargetJvm target) throws IOException {
        NativeThreadsSeen threads = threads(target);
        for (String name : CALLS.keySet()) {
            if (threads.thread(name).path("nativeFrames").size() < EXPECTED.size()) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("waysToCompile")
    void showsEachCallAndJoinsThemWithJavas(List<String> options) throws IOException {
        Path library = BelowLibrary.compiled(directory, options);
        for (Jdks.Jdk jdk : Jdks.currentAndNewest().toList()) {
            try (TargetJvm target = TargetJvm.start(jdk, Below.class, library.toString())) {
                assertEquals("", Await.until(PATIENCE, () -> allWait(target), () -> "not all wait"));
                NativeThreadsSeen threads = threads(target);
                CALLS.forEach((name, call) -> {
                    JsonNode thread = threads.thread(name);
                    assertTrue(thread.path("systemCall").path("name").asText().matches(call), thread.toString());
                    assertEquals(EXPECTED, known(thread), thread.toString());
                    assertFalse(thread.has("nativeFramesCut"), thread.toString());
                    assertEquals(
                            "below",
                            thread.path("frames").get(0).path("methodName").asText(),
                            thread.toString());
                });
                // Of what cannot be told nothing is made up.
                JsonNode varying = threads.thread("varying");
                List<String> whole = List.of("known_bottom", "known_middle", "known_varying", ENTRY);
                List<String> known = known(varying);
                assertEquals(whole.subList(0, known.size()), known, varying.toString());
                assertEquals(known.size() < whole.size(), varying.has("nativeFramesCut"), varying.toString());
            }
        }
    }

    @Test
    void aLibraryThatWasReplacedIsSaidToBe() throws IOException {
        Path library = BelowLibrary.compiled(directory, List.of("-O2"));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Below.class, library.toString())) {
            assertEquals("", Await.until(PATIENCE, () -> allWait(target), () -> "not all wait"));
            Path other = directory.resolve("other.so");
            Files.copy(library, other);
            Files.move(other, library, StandardCopyOption.REPLACE_EXISTING);

            JspectProcess.Result replaced =
                    JspectHere.run("frames", String.valueOf(target.pid()), "--native", "-t", "read");
            Files.delete(library);
            JspectProcess.Result deleted =
                    JspectHere.run("frames", String.valueOf(target.pid()), "--native", "-t", "read");

            for (JspectProcess.Result result : List.of(replaced, deleted)) {
                assertTrue(
                        result.out().contains("libbelow.so is not the file any more that runs")
                                || result.out().contains("libbelow.so (deleted) is not the file any more that runs"),
                        result.out());
                assertTrue(result.out().contains("  at libbelow.so"), result.out());
                assertFalse(result.out().contains("known_"), result.out());
            }
        }
    }

    @Test
    void aStrippedLibraryHasAddressesInPlaceOfNames() throws IOException {
        Path library = BelowLibrary.compiled(directory, List.of("-O2", "-s", "-fvisibility=hidden"));
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Below.class, library.toString())) {
            assertEquals("", Await.until(PATIENCE, () -> allWait(target), () -> "not all wait"));

            JspectProcess.Result result =
                    JspectHere.run("frames", String.valueOf(target.pid()), "--native", "-t", "read");

            assertEquals(5, result.out().split("  at libbelow\\.so\\+0x[0-9a-f]+\n", -1).length - 1, result.out());
            assertTrue(result.out().contains("  at " + ENTRY + " (libbelow.so)\n"), result.out());
        }
    }

    /** As in a container: what is the user's own is read from /proc without the capability. */
    @Test
    void needsNoRightToTraceOthers() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give up a capability");
        Path library = BelowLibrary.compiled(directory, List.of("-O2"));
        List<String> without = List.of("setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace");
        try (TargetJvm target = TargetJvm.on(Jdks.current())
                .under(without.toArray(String[]::new))
                .start(Below.class.getName(), library.toString())) {
            assertEquals("", Await.until(PATIENCE, () -> allWait(target), () -> "not all wait"));

            JspectProcess.Result result =
                    JspectProcess.run(without, "", "frames", String.valueOf(target.pid()), "--native", "-t", "read");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("  in read(fd "), result.out() + result.err());
            assertTrue(result.out().contains("  at known_bottom (libbelow.so)\n"), result.out() + result.err());
        }
    }

    /** As with yama's ptrace_scope: who has fewer capabilities than the target may not trace it (ptrace(2)). */
    @Test
    void whatIsNotForTheToolToReadTheTargetReads() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give up a capability");
        Path library = BelowLibrary.compiled(directory, List.of("-O2"));
        String fewer = "-sys_ptrace,-net_admin,-sys_admin,-perfmon";
        List<String> without = List.of("setpriv", "--bounding-set=" + fewer, "--inh-caps=" + fewer);
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Below.class, library.toString())) {
            assertEquals("", Await.until(PATIENCE, () -> allWait(target), () -> "not all wait"));
            String pid = String.valueOf(target.pid());
            String recording = directory.resolve("below.jspect").toString();

            JspectProcess.Result outside = JspectProcess.run(without, "", "frames", pid, "--native", "-t", "poll");
            JspectProcess.Result inside = JspectProcess.run(without, "", "frames", pid, "--native", "-l", "-t", "poll");
            JspectProcess.Result all = JspectProcess.run(without, "", "frames", pid, "--native=all", "-t", "read");
            JspectProcess.Result recorded = JspectProcess.run(without, "", "record", pid, "-o", recording);
            JspectProcess.Result shown = JspectHere.run("show", recording, "-t", "sleep");

            assertTrue(outside.err().contains("with -l or --native=all the target reads it itself"), outside.err());
            assertFalse(outside.out().contains("known_bottom"), outside.out());
            for (JspectProcess.Result result : List.of(inside, all, recorded, shown)) {
                assertEquals(0, result.exitCode(), result.err());
                assertFalse(result.err().contains("the kernel"), result.err());
            }
            for (JspectProcess.Result result : List.of(inside, all, shown)) {
                assertTrue(result.out().contains("  at known_bottom (libbelow.so)\n"), result.out() + result.err());
                assertTrue(result.out().contains("  at " + ENTRY + " (libbelow.so)\n"), result.out() + result.err());
            }
            // What is polled is on the stack that was copied.
            assertTrue(inside.out().matches("(?s).*  in p?poll\\(fd [0-9]+\\)\n.*"), inside.out());
            assertTrue(all.out().contains("  in read(fd "), all.out());
        }
    }
}
