// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.attach.LeftOvers;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.target.Shop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snippets in targets of every JDK there is. */
final class EvalIT {
    private static final String NAMES = "Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted()";

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void evaluatesWhatJavaAllows(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Shop.class)) {
            List<String> snippets = new ArrayList<>(List.of(
                    NAMES + ".collect(java.util.stream.Collectors.toList()).contains(\"main\")",
                    "dev.jspect.target.Shop.INSTANCE.total",
                    "dev.jspect.target.Shop.INSTANCE.total += 1",
                    "dev.jspect.target.Shop.INSTANCE.describe(\"it has \")",
                    "new dev.jspect.target.Shop.Shelf(4).area()",
                    "dev.jspect.target.Shop.INSTANCE.articles.stream().mapToInt(a -> a.length()).sum()",
                    "java.util.stream.Stream.of(2, 3).map(dev.jspect.target.Shop.Shelf::new).mapToInt(s -> s.width).sum()",
                    "System.out.println(\"to the tool\")"));
            List<String> expected = new ArrayList<>(
                    List.of("true", "41", "42", "\"it has [apple, bread]42\"", "16", "10", "5", "null"));
            if (jdk.feature() >= 17) {
                snippets.addAll(List.of(
                        NAMES + ".toList().contains(\"main\")",
                        "record Pair(int a, String b) {}",
                        "new Pair(1, \"x\").b()"));
                expected.addAll(List.of("true", "null", "\"x\""));
            } else {
                snippets.addAll(List.of("class Pair { int a = 1; }", "new Pair().a"));
                expected.addAll(List.of("null", "1"));
            }

            JspectProcess.Result result = JspectHere.read(
                    String.join("\n", snippets),
                    "eval",
                    String.valueOf(target.pid()),
                    "-",
                    "--json",
                    "--timeout",
                    "50s");

            assertEquals(0, result.exitCode(), result.out() + result.err());
            JsonNode document = new ObjectMapper().readTree(result.out());
            assertEquals(expected, values(document), result.out());
            assertEquals("to the tool\n", document.get("out").asText());
            assertFalse(target.output().contains("to the tool"), target.output());
            assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void stopsApplicationCode(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Shop.class)) {
            JspectProcess.Result result = JspectHere.run(
                    "eval", String.valueOf(target.pid()), "dev.jspect.target.Shop.spin()", "--timeout", "5s");

            assertEquals(7, result.exitCode(), result.err());
            assertTrue(result.err().contains("jspect: stopped: its time was up"), result.err());
            assertTrue(result.took().toMillis() < 20_000, "it took " + result.took());
            assertNothingLeft(target);
            assertFalse(target.output().contains("Exception"), target.output());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void leavesNothingAfterManySessions(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Shop.class)) {
            for (int i = 0; i < 3; i++) {
                JspectProcess.Result result =
                        JspectHere.run("eval", String.valueOf(target.pid()), "1 + " + i, "-q", "--timeout", "50s");

                assertEquals(i + 1 + "\n", result.out(), result.err());
                assertNothingLeft(target);
            }
        }
    }

    private static List<String> values(JsonNode document) {
        List<String> values = new ArrayList<>();
        for (JsonNode snippet : document.get("snippets")) {
            assertEquals("done", snippet.get("status").asText(), snippet.toString());
            values.add(String.valueOf(snippet.get("value")));
        }
        return values;
    }

    static void assertNothingLeft(TargetJvm target) {
        assertNothingLeft(target, Duration.ofSeconds(5));
    }

    static void assertNothingLeft(TargetJvm target, Duration limit) {
        List<String> left = LeftOvers.awaitNone(TargetSelector.select(String.valueOf(target.pid())), limit.toMillis());
        assertEquals(List.of(), left, target.output());
        assertTrue(target.isAlive());
    }
}
