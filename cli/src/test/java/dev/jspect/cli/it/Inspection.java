// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What jspect must be able to do with a target of any kind, from outside and as a user sees it. */
final class Inspection {
    /** Of the thread names. */
    static final String THREAD_NAMES =
            "Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList()";

    private static final String SHOP = "dev.jspect.target.Shop";

    /** What is evaluated in a plain {@code Shop}: a record, so on JDK 17 and later. */
    static final List<String> SHOP_SNIPPETS = List.of(
            THREAD_NAMES + ".contains(\"main\")",
            SHOP + ".INSTANCE.total",
            SHOP + ".INSTANCE.total += 1",
            SHOP + ".INSTANCE.describe(\"it has \")",
            "new " + SHOP + ".Shelf(4).area()",
            "record Sold(String what, int count) {}",
            "new Sold(\"bread\", 2).count()",
            "int twice(int number) { return 2 * later(number); }",
            "int later(int number) { return number; }",
            "twice(4)",
            "java.util.stream.Stream.of(2, 3).map(" + SHOP + ".Shelf::new).mapToInt(s -> s.width).sum()");

    /** What comes of them the first time. */
    static final List<String> SHOP_VALUES =
            List.of("true", "41", "42", "\"it has [apple, bread]42\"", "16", "2", "8", "5");

    private final TargetJvm target;

    private Inspection(TargetJvm target) {
        this.target = target;
    }

    static Inspection of(TargetJvm target) {
        return new Inspection(target);
    }

    /** Checks that the target is listed by this name, and as one that can be attached to. */
    void assertListedAs(String name) {
        for (JsonNode jvm : json("", "ps", "--json").get("jvms")) {
            if (jvm.get("pid").asInt() == target.pid()) {
                assertEquals(name, jvm.get("name").asText(), jvm.toString());
                assertTrue(jvm.get("attachable").asBoolean(), jvm.toString());
                return;
            }
        }
        throw new AssertionError("ps does not list " + target.pid());
    }

    /** Checks that the frames of the main thread have this text. */
    void assertFrames(String text) {
        JspectProcess.Result result = JspectHere.run("frames", pid(), "-t", "main");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains(text), result.out());
    }

    /** Evaluates snippets in one session, checks that each was done and that nothing is left; returns the expressions' values. */
    List<String> eval(List<String> snippets, String... options) {
        List<String> command = new ArrayList<>(List.of("eval", pid(), "-", "--json", "--timeout", "50s"));
        command.addAll(List.of(options));
        JsonNode document = json(String.join("\n", snippets), command.toArray(String[]::new));
        List<String> values = new ArrayList<>();
        for (JsonNode snippet : document.get("snippets")) {
            assertEquals("done", snippet.get("status").asText(), snippet.toString());
            if (snippet.get("kind").asText().equals("expression")) {
                values.add(String.valueOf(snippet.get("value")));
            }
        }
        EvalIT.assertNothingLeft(target);
        return values;
    }

    private JsonNode json(String stdin, String... command) {
        JspectProcess.Result result = JspectHere.read(stdin, command);
        assertEquals(0, result.exitCode(), result.out() + result.err());
        try {
            return new ObjectMapper().readTree(result.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError(result.out(), e);
        }
    }

    private String pid() {
        return String.valueOf(target.pid());
    }
}
