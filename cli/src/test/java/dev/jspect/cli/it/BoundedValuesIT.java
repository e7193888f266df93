// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.jspect.target.Shop;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values too large to be shown: what is cut says so, and the target is none the worse. */
final class BoundedValuesIT {
    /** README.md promises 10,000 characters a value; quotes and what was cut come on top. */
    private static final int LONGEST = 10_400;

    private static TargetJvm target;

    @BeforeAll
    static void startTarget() {
        target = TargetJvm.on(Jdks.current()).with("-Xmx512m").start(Shop.class.getName());
    }

    @AfterAll
    static void endTarget() {
        target.close();
    }

    @AfterEach
    void nothingIsLeft() {
        EvalIT.assertNothingLeft(target);
    }

    private static JsonNode eval(int exitCode, String code) throws IOException {
        JspectProcess.Result result =
                JspectHere.read(code, "eval", String.valueOf(target.pid()), "-", "-j", "--timeout", "50s");
        assertEquals(exitCode, result.exitCode(), result.out() + result.err());
        return new ObjectMapper().readTree(result.out());
    }

    /** Evaluates expressions after some preparations, and returns the value of each. */
    private static Map<String, JsonNode> values(String preparations, String... expressions) throws IOException {
        JsonNode snippets =
                eval(0, preparations + "\n" + String.join("\n", expressions)).get("snippets");
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (JsonNode snippet : snippets) {
            for (String expression : expressions) {
                if (snippet.get("source").asText().strip().equals(expression)) {
                    values.put(expression, snippet.get("value"));
                }
            }
        }
        assertEquals(expressions.length, values.size(), snippets.toString());
        return values;
    }

    @Test
    void whatIsTooLargeIsCutAndSaysSo() throws IOException {
        Map<String, JsonNode> values = values(
                """
                import java.util.*;
                String ten = "x".repeat(10_000_000);
                class Talker { public String toString() { return ten; } }
                class Node { Node next; String name = ten; Node(Node next) { this.next = next; } }
                Object deep = new ArrayList<>();
                for (int i = 0; i < 10_000; i++) deep = new ArrayList<>(Collections.singletonList(deep));
                Node chain = null;
                for (int i = 0; i < 10_000; i++) chain = new Node(chain);
                Map<Integer, String> map = new HashMap<>();
                for (int i = 0; i < 1_000_000; i++) map.put(i, "y");
                """,
                "ten",
                "deep",
                "chain",
                "map",
                "map.keySet()",
                "new Talker()",
                "new StringBuilder(ten)",
                "Collections.nCopies(1_000_000, ten)",
                "new int[1_000_000]",
                "new Object[][] {new Object[1_000_000], {ten, map, deep}}",
                "Optional.of(ten)",
                "Map.of(ten, ten)");

        values.forEach((expression, value) -> {
            assertEquals("truncated", value.path("notCaptured").asText(), expression + " is not labelled");
            int length = value.get("text").asText().length();
            assertTrue(length > 10 && length <= LONGEST, expression + " takes " + length + " characters");
        });
        JsonNode map = values.getOrDefault("map", NullNode.instance);
        assertEquals(1_000_000, map.path("size").asInt());
        assertTrue(map.path("text").asText().contains("... 999900 more"), map.toString());
    }

    @Test
    void whatHoldsItselfIsShownOnce() throws IOException {
        Map<String, JsonNode> values = values("""
                import java.util.*;
                class Node { Object next; }
                Node a = new Node();
                Node b = new Node();
                a.next = b; b.next = a;
                List<Object> list = new ArrayList<>();
                list.add(list);
                Map<Object, Object> map = new IdentityHashMap<>();
                map.put(map, list);
                list.add(map);
                Object[] array = new Object[1];
                array[0] = array;
                """, "a", "list", "map", "array");

        values.forEach((expression, value) -> {
            assertTrue(value.get("text").asText().contains("(this "), value.toString());
            assertTrue(value.get("text").asText().length() < 300, value.toString());
        });
    }

    @Test
    void exceptionsAreCutToo() throws IOException {
        JsonNode snippets = eval(7, """
                Throwable t = new IllegalStateException("x".repeat(10_000_000));
                for (int i = 0; i < 1_000; i++) t = new IllegalStateException("x".repeat(100_000), t);
                throw (IllegalStateException) t;
                """).get("snippets");

        JsonNode thrown = snippets.get(snippets.size() - 1).get("thrown");
        int causes = 0;
        for (JsonNode cause = thrown; !cause.isNull(); cause = cause.get("cause")) {
            String message = cause.get("message").asText();
            assertTrue(message.length() <= LONGEST && message.endsWith("..."), message.length() + " characters");
            causes++;
        }
        assertTrue(causes > 1 && causes <= 21, causes + " causes");
    }
}
