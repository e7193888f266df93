// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jspect.target.FullHeap;
import dev.jspect.target.HostileException;
import dev.jspect.target.OddPlaces;
import dev.jspect.target.OddThrowables;
import dev.jspect.target.ToTheBottom;
import dev.jspect.target.VirtualThrower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code exceptions} where exceptions, the places they are thrown at, their threads or their JVM are odd. */
final class ExceptionsBadInputIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern ROUND = Pattern.compile("round(?:s|) (\\d+)");

    static Stream<Jdks.Jdk> all() {
        return Jdks.wanted();
    }

    static Stream<Jdks.Jdk> oldestAndNewest() {
        return Jdks.wanted().filter(jdk -> jdk.feature() == 8 || jdk.feature() == 25);
    }

    /** Stacks come from the native library on 8, and from the JDK later. */
    static Stream<Jdks.Jdk> oneOfEachMechanism() {
        return Jdks.wanted().filter(jdk -> jdk.feature() == 8 || jdk.feature() == 17);
    }

    static Stream<Jdks.Jdk> withVirtualThreads() {
        return Jdks.wanted().filter(jdk -> jdk.feature() >= 21);
    }

    @ParameterizedTest
    @MethodSource("all")
    void oddThrowablesAreShownAndNoneOfTheirMethodsRuns(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, OddThrowables.class)) {
            ExceptionEvents seen =
                    ExceptionEvents.of(target, HostileException.class.getName(), "-n", "40", "--rate", "1000");

            assertEquals(
                    "one, two",
                    String.join(", ", causes(seen.withMessage("cyclic")).subList(0, 2)));
            assertEquals(
                    3,
                    seen.withMessage("cyclic without stack").path("exception").size());
            assertEquals(3, seen.withMessage("suppressed").path("exception").size(), seen.out());
            assertEquals("its cause is one of those above", leftOut(seen, "cyclic", 2));
            assertEquals(16, seen.withMessage("deep").path("exception").size());
            assertEquals("more causes", leftOut(seen, "deep", 15));
            assertEquals(7, seen.withMessage("many").path("exception").size());
            assertEquals("6 more suppressed", leftOut(seen, "many", 1));
            assertLabelled(seen, "kilobytes", 64 << 10);
            assertLabelled(seen, "megabytes", 64 << 20);
            assertTrue(causes(seen.withMessage("escapes")).get(0).contains("red"), seen.out());
            assertFalse(seen.out().contains("\u001b"), seen.out());
            assertFalse(seen.out().contains("canary"), seen.out());
            assertEquals(List.of(""), causes(seen.withMessage("silent")));
            assertEquals(2, seen.withMessage("forged").path("exception").size());
            assertFalse(seen.withMessage("silent without stack").path("frames").isEmpty(), seen.out());
            assertFalse(target.output().contains("HOSTILE"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    private static String leftOut(ExceptionEvents seen, String message, int part) {
        return seen.withMessage(message)
                .path("exception")
                .path(part)
                .path("leftOut")
                .asText();
    }

    private static List<String> causes(JsonNode event) {
        List<String> messages = new ArrayList<>();
        event.path("exception").forEach(part -> messages.add(ExceptionEvents.text(part.path("message"))));
        return messages.subList(1, messages.size());
    }

    /** What is shown and what is said to be left out are the whole. */
    private static void assertLabelled(ExceptionEvents seen, String message, long length) {
        JsonNode cause = seen.withMessage(message).path("exception").path(1).path("message");
        assertTrue(cause.path("text").asText().length() < 200, cause.toString());
        assertEquals(length, cause.path("size").asLong(), cause.toString());
        assertEquals("truncated", cause.path("notCaptured").asText(), cause.toString());
    }

    @ParameterizedTest
    @MethodSource("oneOfEachMechanism")
    void oddThrowablesAreShownAsTextThatDrivesNoTerminal(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, OddThrowables.class)) {
            JspectProcess.Result result = JspectHere.run(
                    "exceptions", String.valueOf(target.pid()), "Hostile*", "-n", "40", "--rate", "1000");

            assertEquals(0, result.exitCode(), result.err());
            assertFalse(result.out().matches("(?s).*[\u001b\u0007\u202e\r].*"), result.out());
            assertFalse(result.out().contains("canary"), result.out());
            assertTrue(result.out().contains("mmm… truncated, 65,456 more"), result.out());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void oddPlacesAndThreadsAreSeen(Jdks.Jdk jdk) {
        TargetJvm.Launch launch = TargetJvm.on(jdk);
        if (jdk.feature() > 8) {
            launch.with("--add-opens", "java.base/java.lang=ALL-UNNAMED");
        }
        try (TargetJvm target = launch.start(OddPlaces.class.getName())) {
            ExceptionEvents seen = ExceptionEvents.of(target, "PlaceException", "-n", "40", "--rate", "1000");

            for (String place : List.of(
                    "loader",
                    "clinit",
                    "before super",
                    "lambda",
                    "reflection",
                    "handle",
                    "thread without name",
                    "hostile loader",
                    "name is null",
                    "hostile thread")) {
                JsonNode frame = seen.withMessage(place).path("frames").path(0);
                assertEquals("toss", frame.path("methodName").asText(), frame.toString());
            }
            assertFalse(target.output().contains("HOSTILE"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("withVirtualThreads")
    void virtualThreadsAreSeenMountedAndPinned(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, VirtualThrower.class)) {
            ExceptionEvents seen = ExceptionEvents.of(target, "IllegalStateException", "-n", "20", "--rate", "1000");

            for (String how : List.of("mounted", "pinned")) {
                JsonNode event = seen.withMessage(how);
                assertTrue(event.path("thread").path("virtual").asBoolean(), event.toString());
                assertEquals(
                        "order", event.path("frames").path(0).path("methodName").asText(), event.toString());
                assertTrue(event.path("frames").toString().contains("\"value\":\"" + how), event.toString());
            }
            EvalIT.assertNothingLeft(target);
        }
    }

    /** In a full heap captures get lost, and so may the session: the application's own errors, and no others, come to it. */
    @ParameterizedTest
    @MethodSource("oneOfEachMechanism")
    void aFullHeapCostsCapturesAndNothingElse(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.on(jdk)
                .with("-Xmx32m", "-XX:+UseSerialGC")
                .start(FullHeap.class.getName(), "java.lang.JspectDispatcher", "0")) {
            JspectProcess.Result result = JspectHere.run(
                    "exceptions", String.valueOf(target.pid()), "-n", "100000", "-d", "4s", "--rate", "1000");

            boolean isCutShort = result.err().contains("captured in ")
                    && result.err().contains("the target did not tell what else there was");
            boolean isRefused =
                    result.err().contains("OutOfMemoryError") && result.err().contains("Try again: ");
            assertTrue(
                    result.exitCode() == 0
                            || (List.of(3, 8).contains(result.exitCode()) && isCutShort)
                            || (result.exitCode() == 7 && isRefused),
                    result.exitCode() + ": " + result.err());
            assertGoesOn(target, ROUND);
            EvalIT.assertNothingLeft(target, LIMIT);
            assertUndisturbed(target);
        }
    }

    /** The JDK's own way to change a class ends the JVM where there is no memory for the error that it wants to throw. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void toChangeClassesInAFullHeapHarmsNobody(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.on(jdk)
                .with("-Xmx32m", "-XX:+UseSerialGC")
                .start(FullHeap.class.getName(), "java.lang.JspectDispatcher", "20")) {
            JspectProcess.Result result = JspectHere.read(
                    "/exceptions on Nothing*\n/exceptions off\n".repeat(12), "shell", String.valueOf(target.pid()));

            // The session may have no memory to go on with.
            assertTrue(result.exitCode() == 0 || result.exitCode() == 3, result.out() + result.err());
            assertTrue(
                    result.out().contains("watching exceptions") || result.out().contains("OutOfMemoryError"),
                    result.out() + result.err());
            assertGoesOn(target, ROUND);
            EvalIT.assertNothingLeft(target, LIMIT);
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void whoeverIsAtTheEndOfItsStackGoesOn(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, ToTheBottom.class)) {
            ExceptionEvents seen = ExceptionEvents.of(target, "Illegal*", "-n", "100000", "-d", "4s", "--rate", "1000");

            assertTrue(
                    messages(seen).anyMatch("bottom"::equals) || seen.lost() > 0,
                    "nothing of those at the end of their stacks in " + seen.err());
            assertTrue(
                    messages(seen)
                            .skip(Math.max(0, seen.events().size() - 200))
                            .anyMatch(message -> message.startsWith("walks")),
                    "the threads that reach the end of their stacks keep others from being captured: " + seen.err());
            assertGoesOn(target, ROUND);
            EvalIT.assertNothingLeft(target);
            assertUndisturbed(target);
        }
    }

    private static Stream<String> messages(ExceptionEvents seen) {
        return seen.events().stream().map(ExceptionEvents::message);
    }

    /** The JDK itself complains of class loading at the end of a stack where there is an agent, and of agents. */
    private static void assertUndisturbed(TargetJvm target) {
        String output = target.output().replaceAll("(WARNING: |\\*\\*\\* java.lang.instrument ASSERTION ).*\n", "");
        assertFalse(output.matches("(?s).*(ALIEN|jspect-|Exception).*"), output);
    }

    private static void assertGoesOn(TargetJvm target, Pattern count) {
        long before = last(target, count);
        assertEquals(
                "",
                Await.until(
                        LIMIT,
                        () -> last(target, count) > before,
                        () -> "stopped at " + before + ": " + target.output()));
    }

    private static long last(TargetJvm target, Pattern count) {
        Matcher matcher = count.matcher(target.output());
        long last = 0;
        while (matcher.find()) {
            last = Math.max(last, Long.parseLong(matcher.group(1)));
        }
        return last;
    }
}
