// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Snippets that use the local variables of a frame. */
final class FrameIT {
    private static final String BASKET = "dev.jspect.target.Basket";

    @TempDir
    private Path state;

    private static TargetJvm start(Jdks.Jdk jdk) {
        return TargetJvm.on(jdk).start(BASKET);
    }

    private static JspectProcess.Result eval(TargetJvm target, String frame, String... more) {
        List<String> command = new ArrayList<>(List.of("eval", String.valueOf(target.pid()), "--frame", frame));
        command.addAll(List.of(more));
        command.addAll(List.of("--timeout", "50s"));
        return JspectHere.run(command.toArray(String[]::new));
    }

    private static JsonNode json(JspectProcess.Result result) throws IOException {
        assertEquals("", Schemas.violations("eval", result.out()), result.out() + result.err());
        return new ObjectMapper().readTree(result.out());
    }

    private static String value(TargetJvm target, String code, String... more) {
        List<String> options = new ArrayList<>(List.of(code, "-q"));
        options.addAll(List.of(more));
        JspectProcess.Result result = eval(target, "worker-1", options.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.out() + result.err());
        return result.out().strip();
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void evaluatesWithVariablesOfAllKinds(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = start(jdk)) {
            JsonNode answer = json(eval(
                    target,
                    "worker-1",
                    "-j",
                    "items.get(\"fruit\").get(0).price + $this.limit; items; total; scale.applyAsInt(5); customer;"
                            + " int twice() { return (int) (2 * total); } twice()"));

            List<String> values = new ArrayList<>();
            answer.get("snippets").forEach(snippet -> values.add(String.valueOf(snippet.get("value"))));
            assertEquals("54", values.get(0), answer.toString());
            assertEquals(
                    "java.util.Map<String,java.util.List<dev.jspect.target.Basket.Item>>",
                    answer.get("snippets").get(1).get("type").asText());
            assertEquals("[42, 15, \"ann\", null, 84]", values.subList(2, 7).toString(), answer.toString());
            assertEquals(
                    "worker-1", answer.get("frame").get("thread").get("name").asText());
            assertEquals("sum", answer.get("frame").get("methodName").asText());
            assertEquals(1, answer.get("receipt").get("threads").asInt());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Of a class that is not public, the outside sees the nearest one that is. */
    @Test
    void keepsToWhatIsPublic() {
        try (TargetJvm target = start(Jdks.current())) {
            assertEquals(
                    "[1, 42, 15]", value(target, "List.of(items.size(), total, scale.applyAsInt(5))", "--public-only"));
            assertTrue(value(target, "((Object) $this).getClass().getName()", "--public-only")
                    .contains("Basket"));
        }
    }

    @Test
    void seesTheClassesOfTheFramesLoader() {
        try (TargetJvm target = TargetJvm.on(Jdks.current()).start("dev.jspect.target.Apart")) {
            assertEquals("54", value(target, "$this.limit + items.get(\"fruit\").get(0).price"));
        }
    }

    @Test
    void takesADepthWhereItIsGiven() throws IOException {
        try (TargetJvm target = start(Jdks.current())) {
            JsonNode frames = new ObjectMapper()
                    .readTree(JspectHere.run("frames", String.valueOf(target.pid()), "-t", "worker-1", "-l", "-j")
                            .out());
            for (JsonNode frame : frames.get("threads").get(0).get("frames")) {
                if (frame.get("methodName").asText().equals("run")
                        && frame.get("className").asText().equals("java.lang.Thread")) {
                    JsonNode answer = json(eval(
                            target,
                            "#" + frames.get("threads").get(0).get("id") + ":" + frame.get("depth"),
                            "-j",
                            "$this.getName()"));
                    assertEquals(
                            "\"worker-1\"",
                            answer.get("snippets").get(0).get("value").toString());
                }
            }
        }
    }

    @Test
    void saysWhyAVariableIsNotThere() {
        try (TargetJvm target = start(Jdks.current())) {
            JspectProcess.Result result = eval(target, "worker-1", "total + rounding");

            assertEquals(7, result.exitCode());
            assertTrue(result.err().contains("rounding has no value at Basket.java:"), result.err());
            assertTrue(result.err().startsWith("jspect: frame "), result.err());
            result = eval(target, "worker-1", "this.limit");
            assertTrue(result.err().contains("this of the frame is $this here"), result.err());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "worker-1:99 | jspect: \"worker-1\" #",
                "worker-1:99 | has no frame 99: they are 0 to ",
                "nobody:1 | jspect: no thread fits 'nobody': \"main\" #1",
                "* | threads fit '*': \"main\" #1",
                "#987654 | jspect: no thread fits '#987654': ",
            })
    void refusesWhatIsNoFrame(String frame, String expected) {
        try (TargetJvm target = start(Jdks.current())) {
            JspectProcess.Result result = eval(target, frame, "1");

            assertEquals(2, result.exitCode(), result.err());
            assertTrue(result.err().contains(expected), result.err());
            assertTrue(result.err().contains("jspect frames " + target.pid() + " -l"), result.err());
            assertEquals("", result.out());
        }
    }

    @Test
    void holdsNothingWhereOnlyReadingIsAllowed() {
        try (TargetJvm target =
                TargetJvm.on(Jdks.current()).with("-Djspect.policy=read-only").start(BASKET)) {
            JspectProcess.Result result = eval(target, "worker-1", "total");

            assertEquals(6, result.exitCode(), result.out() + result.err());
            assertTrue(result.err().contains("jspect.policy=read-only"), result.err());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void walksTheStackInTheShell(Jdks.Jdk jdk) {
        try (TargetJvm target = start(jdk)) {
            JspectProcess.Result result = JspectProcess.run(
                    List.of("env", "XDG_STATE_HOME=" + state), """
                    /frames worker-1 -l
                    /frame worker
                    $this.limit + total
                    int twice() { return (int) total * 2; }
                    /up
                    total
                    /down
                    /down 99
                    /up 99
                    $this.getName()
                    /frame worker
                    twice()
                    /frame worker:77
                    items.size()
                    /list
                    """, "shell", Integer.toString(target.pid()));

            assertEquals(0, result.exitCode(), result.err());
            String out = result.out();
            assertTrue(out.contains("scale     = Basket lambda{arg$1=3}"), out);
            assertTrue(
                    out.contains("for snippets: $this, customer, factor, started, items, scale, first, total, cheap\n"),
                    out);
            assertTrue(out.contains("$1 ==> 82 : long\n"), out);
            assertTrue(out.contains("    symbol:   variable total\n"), out);
            assertTrue(out.contains("  total is a variable of frame "), out);
            assertTrue(out.contains("frame 0 of \"worker-1\""), out);
            assertTrue(out.contains("$3 ==> \"worker-1\" : String\n"), out);
            assertTrue(out.contains("$4 ==> 84 : int\n"), out);
            assertTrue(out.contains("has no frame 77: they are 0 to "), out);
            assertTrue(out.contains("$5 ==> 1 : int\n"), out);
            assertTrue(out.endsWith("   5 : items.size()\n"), out);
            EvalIT.assertNothingLeft(target);
        }
    }
}
