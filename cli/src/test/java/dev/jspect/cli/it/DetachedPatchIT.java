// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.attach.LeftOvers;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Calls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches that stay when their jspect has left, and those of others: {@code patch --detach}, {@code patches}, {@code unpatch}. */
final class DetachedPatchIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private static JspectProcess.Result run(TargetJvm target, String command, String... options) {
        List<String> all = new ArrayList<>(List.of(command, String.valueOf(target.pid())));
        all.addAll(List.of(options));
        return JspectHere.run(all.toArray(String[]::new));
    }

    private static JsonNode valid(String schema, JspectProcess.Result result) throws IOException {
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", Schemas.violations(schema, result.out()), result.out());
        return new ObjectMapper().readTree(result.out());
    }

    /** Leaves a patch in place; returns its number. */
    private static String detached(TargetJvm target, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--detach", "-j"));
        JsonNode told = valid("patch", run(target, "patch", all.toArray(String[]::new)));
        assertEquals("detached", told.path("event").asText());
        return told.path("id").asText();
    }

    private static long wrong(TargetJvm target, String what) {
        return target.output().lines().filter(("WRONG: " + what)::equals).count();
    }

    private static void awaitMoreWrong(TargetJvm target) {
        long before = wrong(target, "place");
        assertEquals(
                "", Await.until(LIMIT, () -> wrong(target, "place") > before + 2, () -> "no patched call in " + LIMIT));
    }

    /** What runs is what was compiled: a patch of the same class says whether another's probes are in it. */
    private static void assertAsBefore(TargetJvm target) {
        JspectProcess.Result next = run(target, "patch", "Calls::place", "--before", "log(number)", "--limit", "3");
        assertEquals(0, next.exitCode(), next.err());
        long changed = wrong(target, "place");
        JspectProcess.Result last = run(target, "patch", "Calls::place", "--before", "log(number)", "--limit", "3");
        assertEquals(0, last.exitCode(), last.err());
        assertEquals(changed, wrong(target, "place"), "calls that are still patched");
        EvalIT.assertNothingLeft(target);
    }

    private static List<String> leftOvers(TargetJvm target) {
        return LeftOvers.in(TargetSelector.select(String.valueOf(target.pid())));
    }

    private static JsonNode patches(TargetJvm target) throws IOException {
        return valid("patches", run(target, "patches", "-j")).path("patches");
    }

    private static JsonNode only(TargetJvm target) throws IOException {
        JsonNode patches = patches(target);
        assertEquals(1, patches.size(), patches.toString());
        return patches.get(0);
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void staysAndIsTakenBackByAnother(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String id = detached(
                    target,
                    "Calls::place",
                    "--around",
                    "log(\"place \" + number); return proceed() + 1;",
                    "--ttl",
                    "10m");
            awaitMoreWrong(target);
            JsonNode patch = only(target);
            JspectProcess.Result listed = run(target, "patches", "--log");
            JsonNode ended = valid("unpatch", run(target, "unpatch", id, "-j"))
                    .path("ended")
                    .path(0);

            assertEquals(id, patch.path("id").asText(), patch.toString());
            assertEquals("running", patch.path("state").asText(), patch.toString());
            assertTrue(patch.path("detached").asBoolean(), patch.toString());
            assertTrue(patch.path("hits").asLong() > 2, patch.toString());
            assertTrue(patch.path("leftMs").asLong() < 600_000, patch.toString());
            assertEquals("around", patch.path("kind").asText(), patch.toString());
            assertTrue(patch.path("log").path(0).path("text").asText().startsWith("place "), patch.toString());
            assertTrue(listed.out().contains("dev.jspect.target.Calls::place(int, String, String)"), listed.out());
            assertTrue(listed.out().contains("\"caller\" #"), listed.out());
            assertTrue(ended.path("restored").asBoolean(), ended.toString());
            assertTrue(ended.path("hits").asLong() > 2, ended.toString());
            assertAsBefore(target);
            JspectProcess.Result again = run(target, "unpatch", id);
            assertEquals(2, again.exitCode(), again.err());
            assertTrue(again.err().contains("there is no patch " + id), again.err());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void endsByItselfWhenItsTimeIsOver(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            detached(target, "Calls::place", "--around", "proceed() + 1", "--ttl", "3s");

            assertEquals(
                    "",
                    Await.until(LIMIT, () -> leftOvers(target).isEmpty(), () -> "still there: " + leftOvers(target)));
            assertAsBefore(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void whatHasFailedIsListedUntilItsTimeIsOver(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            // Not before it is left in place.
            String code = "int[] none = {}; if (Boolean.getBoolean(\"fails\")) none[3] = number;";
            String id = detached(target, "Calls::place", "--before", code, "--ttl", "10m");
            JspectProcess.Result told =
                    JspectHere.run("eval", String.valueOf(target.pid()), "System.setProperty(\"fails\", \"true\")");
            assertEquals(0, told.exitCode(), told.err());
            assertEquals(
                    "",
                    Await.until(LIMIT, () -> only(target).path("state").asText().equals("failed"), () -> "not failed"));
            JsonNode failed = only(target);
            JspectProcess.Result ended = run(target, "unpatch", id);

            assertTrue(failed.path("failure").asText().contains("ArrayIndexOutOfBounds"), failed.toString());
            assertEquals(0, ended.exitCode(), ended.err());
            assertTrue(ended.err().contains("ArrayIndexOutOfBounds"), ended.err());
            assertTrue(ended.err().contains("Calls is what it was"), ended.err());
            assertFalse(target.output().contains("WRONG"), target.output());
            assertAsBefore(target);
        }
    }

    /** Promise 8, while the patch is being left in place: it is either there, and listed, or taken back. */
    @Test
    void theToolMayBeKilledWhileItLeaves() throws Exception {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            for (int i = 0; i < 6; i++) {
                Path own = Files.createDirectory(directory.resolve("kill" + i));
                try (RunningTool tool = RunningTool.start(
                        own,
                        "patch",
                        String.valueOf(target.pid()),
                        "Calls::place",
                        "--around",
                        "proceed() + 1",
                        "--ttl",
                        "10m",
                        "--detach")) {
                    long before = wrong(target, "place");
                    int looks = i;
                    assertEquals(
                            "",
                            Await.until(LIMIT, () -> wrong(target, "place") > before + looks, () -> "no patched call"));
                    tool.signal("KILL");
                    tool.awaitExit();
                }
                // Killed before it has left, the connection's end takes it back in a moment.
                String trouble = Await.until(
                        LIMIT,
                        () -> leftOvers(target).isEmpty()
                                || patches(target).path(0).path("detached").asBoolean(),
                        () -> "neither: " + leftOvers(target));
                assertEquals("", trouble);
                JspectProcess.Result taken = run(target, "unpatch", "--all");
                assertEquals(0, taken.exitCode(), taken.err());
                EvalIT.assertNothingLeft(target);
            }
            assertAsBefore(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void detachEndsIt(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            detached(target, "Calls::place", "--around", "proceed() + 1", "--ttl", "10m");
            awaitMoreWrong(target);
            JspectProcess.Result result = run(target, "detach");

            assertEquals(0, result.exitCode(), result.out() + result.err());
            assertAsBefore(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void whatOthersPatchIsListedAndEnded(Jdks.Jdk jdk) throws Exception {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class);
                RunningTool other = RunningTool.start(
                        directory,
                        "patch",
                        String.valueOf(target.pid()),
                        "Calls::place",
                        "--around",
                        "proceed() + 1")) {
            awaitMoreWrong(target);
            JsonNode patch = only(target);
            JspectProcess.Result unpatched = run(target, "unpatch", "--all");

            assertFalse(patch.path("detached").asBoolean(), patch.toString());
            assertEquals(0, unpatched.exitCode(), unpatched.err());
            assertTrue(unpatched.err().contains("Calls is what it was"), unpatched.err());
            assertEquals(0, other.awaitExit(), other.err());
            assertTrue(other.err().contains("unpatch has ended it"), other.err());
            assertTrue(other.err().contains("Calls is what it was"), other.err());
            assertAsBefore(target);
        }
    }

    @Test
    void whatMakesNoSenseIsToldBeforehand() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            JspectProcess.Result endless = run(target, "patch", "Calls::place", "--before", "log(1)", "--detach");
            JspectProcess.Result nothing = run(target, "unpatch");
            JspectProcess.Result unknown = run(target, "unpatch", "77");
            JspectProcess.Result none = run(target, "patches");

            assertEquals(2, endless.exitCode(), endless.err());
            assertTrue(endless.err().contains("--ttl 30m --detach"), endless.err());
            assertEquals(2, nothing.exitCode(), nothing.err());
            assertEquals(2, unknown.exitCode(), unknown.err());
            assertTrue(unknown.err().contains("there is no patch 77"), unknown.err());
            assertEquals(0, none.exitCode(), none.err());
            assertTrue(none.err().contains("nothing is patched"), none.err());
            EvalIT.assertNothingLeft(target);
        }
    }
}
