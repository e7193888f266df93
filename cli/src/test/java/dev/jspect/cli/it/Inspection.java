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
    /** Of the thread names, as the first who asked for jspect wanted them. */
    static final String THREAD_NAMES =
            "Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList()";

    private final TargetJvm target;
    private final List<String> under;

    private Inspection(TargetJvm target, List<String> under) {
        this.target = target;
        this.under = under;
    }

    static Inspection of(TargetJvm target) {
        return new Inspection(target, List.of());
    }

    /** Looks as somebody else: under a command such as {@code setpriv}. */
    static Inspection of(TargetJvm target, List<String> under) {
        return new Inspection(target, under);
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
        JspectProcess.Result result = JspectProcess.run(under, "", "frames", pid(), "-t", "main");

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
        JspectProcess.Result result = JspectProcess.run(under, stdin, command);
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
