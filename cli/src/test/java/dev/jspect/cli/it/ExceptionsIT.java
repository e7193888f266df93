// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Coded;
import dev.jspect.target.Doomed;
import dev.jspect.target.Thrower;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code exceptions} as a user runs it. */
final class ExceptionsIT {
    static Stream<Jdks.Jdk> all() {
        return Jdks.wanted();
    }

    private static JspectProcess.Result exceptions(TargetJvm target, String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "exceptions";
        command[1] = String.valueOf(target.pid());
        System.arraycopy(options, 0, command, 2, options.length);
        JspectProcess.Result result = JspectProcess.run(command);
        assertEquals(0, result.exitCode(), result.err());
        return result;
    }

    /** The first session of ours in that JVM, too: what it loads in the midst of a retransformation must not be spoilt. */
    @ParameterizedTest
    @MethodSource("all")
    void showsTheVariablesOfTheFramesThatThrew(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Thrower.class)) {
            JspectProcess.Result result = exceptions(target, "NumberFormatException", "-n", "1");

            String text = result.out();
            assertTrue(text.contains("\"thrower\" #"), text);
            assertFalse(text.contains("\"thrower\" #0"), text);
            String head = text.lines().findFirst().orElse("");
            assertTrue(head.contains("java.lang.NumberFormatException: For input string: \"x"), text);
            String number = head.substring(head.indexOf("\"x") + 2, head.lastIndexOf('"'));
            assertVariable("number", number, text);
            assertVariable("text", "\"x" + number + '"', text);
            assertVariable("total", String.valueOf((1L << 40) + Long.parseLong(number)), text);
            assertVariable("price", number + ".5", text);
            assertFalse(text.contains("canary"), text);
            assertTrue(text.contains("Integer.parseInt"), text);
            assertTrue(result.err().contains("done: 1 captured of "), result.err());
            assertTrue(result.err().contains("Throwable is what it was"), result.err());
            assertTrue(result.err().contains("the dispatcher class (inert)"), result.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** The interpreter keeps everything: whatever the bytecode may still use must be there. */
    @ParameterizedTest
    @MethodSource("all")
    void isExactWhereCodeIsInterpreted(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.on(jdk).with("-Xint").start(Thrower.class.getName())) {
            String text = exceptions(target, "NumberFormatException", "-n", "1").out();

            String head = text.lines().findFirst().orElse("");
            String number = head.substring(head.indexOf("\"x") + 2, head.lastIndexOf('"'));
            int even = Integer.parseInt(number);
            for (String expected : List.of(
                    "number    = " + number,
                    "text      = \"x" + number + '"',
                    "items     = Collections.SingletonList(1)[\"eggs\"]",
                    "password  = [redacted]",
                    "total     = " + ((1L << 40) + even),
                    "price     = " + number + ".5",
                    "letter    = '" + (char) ('a' + even % 26) + "'",
                    "even      = " + (even % 2 == 0),
                    "round  = " + number)) {
                assertTrue(text.lines().map(String::strip).anyMatch(expected::equals), expected + " in " + text);
            }
        }
    }

    /** What is live is exact, what is not says so. */
    private static void assertVariable(String name, String value, String text) {
        String found = text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElse("");
        String rest = found.substring(Math.min(found.length(), name.length())).strip();
        assertTrue(
                rest.equals("= " + value)
                        || rest.equals("not live")
                        || rest.equals("optimized away")
                        || rest.equals("null or optimized away"),
                name + " should be " + value + " in " + text);
    }

    @ParameterizedTest
    @MethodSource("all")
    void runsNothingOfTheException(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Thrower.class)) {
            String text = exceptions(target, "Thrower$Hostile", "-n", "2").out();

            assertTrue(text.contains("dev.jspect.target.Thrower$Hostile: order "), text);
            assertTrue(text.contains("caused by java.lang.NumberFormatException: For input string"), text);
            assertFalse(text.contains("must not run"), text);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void jsonIsWhatItsSchemaSays(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Thrower.class)) {
            List<String> lines = exceptions(target, "-n", "3", "-j", "--rate", "1000")
                    .out()
                    .lines()
                    .toList();

            assertEquals(4, lines.size());
            for (String line : lines) {
                assertEquals("", Schemas.violations("exceptions", line), line);
            }
            JsonNode end = new ObjectMapper().readTree(lines.get(3));
            assertEquals(3, end.get("captured").asInt());
            assertTrue(end.get("restored").asBoolean(), lines.get(3));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void showsThoseThatNobodyCatches(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Doomed.class)) {
            JspectProcess.Result result = exceptions(target, "--uncaught", "-n", "4", "--rate", "100");

            String text = result.out();
            assertFalse(text.lines().anyMatch(line -> line.matches("[0-9].*NumberFormatException.*")), text);
            String constructed = text.lines()
                    .filter(line -> line.contains("IllegalStateException: doomed order-"))
                    .findFirst()
                    .orElse("");
            String number = constructed.substring(constructed.lastIndexOf('-') + 1);
            assertVariable("order", "\"order-" + number + '"', text);
            assertTrue(text.contains("caused by java.lang.NumberFormatException"), text);
            assertTrue(text.contains("IllegalStateException: old"), text);
            assertTrue(text.contains("at dev.jspect.target.Doomed.work"), text);
            assertTrue(
                    result.err().contains("java.lang.Throwable and java.lang.Thread are what they were"), result.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void showsThoseThatFitACondition(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Thrower.class)) {
            JspectProcess.Result result = exceptions(
                    target,
                    "NumberFormatException",
                    "-n",
                    "2",
                    "--rate",
                    "100",
                    "--where",
                    "e.getMessage().endsWith(\"5\\\"\") // each tenth");

            String text = result.out();
            assertEquals(
                    2,
                    text.lines()
                            .filter(line -> line.matches(".*For input string: \"x[0-9]*5\""))
                            .count(),
                    text);
            assertFalse(text.lines().anyMatch(line -> line.matches(".*For input string: \"x[0-9]*[^5]\"")), text);
            assertTrue(result.err().contains("--where was asked about "), result.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void aConditionMayUseTheClassThatIsNamed() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Coded.class)) {
            String text = exceptions(target, "Coded$CodedException", "-n", "1", "--where", "e.code() == 3")
                    .out();

            assertTrue(text.contains("CodedException: code 3"), text);
        }
    }

    @Test
    void aConditionThatThrowsFitsNoneAndIsTold() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result result =
                    exceptions(target, "Hostile", "-d", "1s", "--where", "e.getMessage() == null");

            assertEquals("", result.out());
            assertTrue(
                    result.err().contains(" first java.lang.IllegalStateException: getMessage must not run"),
                    result.err());
        }
    }

    @Test
    void aConditionThatNeverReturnsDelaysNobody() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result result = exceptions(
                    target, "-d", "2s", "--where", "java.util.stream.Stream.iterate(0, i -> i).anyMatch(i -> i < 0)");

            long seen = Long.parseLong(result.err()
                    .replaceAll("(?s).*captured of ([0-9,]+) seen.*", "$1")
                    .replace(",", ""));
            assertTrue(seen > 20, result.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void aConditionThatDoesNotCompileChangesNothing() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result result =
                    JspectProcess.run("exceptions", String.valueOf(target.pid()), "--where", "e.getCode() == 3");

            assertEquals(7, result.exitCode(), result.err());
            assertTrue(result.err().contains("--where does not compile"), result.err());
            assertTrue(result.err().contains("e.getCode() == 3"), result.err());
            assertFalse(result.err().contains("jspectWhere"), result.err());
            assertFalse(result.err().contains("waits for"), result.err());
        }
    }

    @Test
    void countsWhatTheRateDoesNotLetPass() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result result = exceptions(target, "-n", "3", "--rate", "1", "--no-locals");

            assertEquals(
                    3,
                    result.out()
                            .lines()
                            .filter(line -> line.contains("thrower"))
                            .count(),
                    result.out());
            assertFalse(result.out().contains("Arguments"), result.out());
            long seen = Long.parseLong(result.err().replaceAll("(?s).*captured of (\\d+) seen.*", "$1"));
            assertTrue(seen > 3, result.err());
        }
    }

    @Test
    void showsTheSameOnceOnly() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            String text = exceptions(target, "Hostile", "-n", "3").out();

            assertEquals(
                    1,
                    text.lines().filter(line -> line.contains("Thrower.order(")).count(),
                    text);
            assertTrue(text.contains("  again: 2 since "), text);
            assertTrue(text.contains("  again: 3 since "), text);
        }
    }

    @Test
    void saysOnCtrlCThatAllIsTakenBack() throws Exception {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            Process tool = new ProcessBuilder(
                            Jdks.current().java().toString(),
                            "-jar",
                            JspectProcess.jar().toString(),
                            "exceptions",
                            String.valueOf(target.pid()),
                            "NoSuch*")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader err = tool.errorReader()) {
                assertEquals("jspect: waits for exceptions of class NoSuch*", err.readLine());

                new ProcessBuilder("kill", "-INT", String.valueOf(tool.pid()))
                        .start()
                        .waitFor();

                String rest = err.lines().collect(Collectors.joining("\n"));
                assertTrue(rest.contains("Throwable is what it was"), rest);
                assertTrue(rest.contains("done: 0 captured of 0 seen"), rest);
                assertEquals(130, tool.waitFor(), rest);
            } finally {
                tool.destroyForcibly();
            }
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void waitsForWhatDoesNotCome() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            JspectProcess.Result result = exceptions(target, "NoSuch*", "-d", "1s");

            assertEquals("", result.out());
            assertTrue(result.err().contains("done: 0 captured of 0 seen"), result.err());
        }
    }

    @Test
    void oneToolAtATimeAndNoneThatIsGone() throws Exception {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class)) {
            String pid = String.valueOf(target.pid());
            Process first = new ProcessBuilder(
                            Jdks.current().java().toString(),
                            "-jar",
                            JspectProcess.jar().toString(),
                            "exceptions",
                            pid,
                            "NoSuch*")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader err = first.errorReader()) {
                assertEquals("jspect: waits for exceptions of class NoSuch*", err.readLine());

                JspectProcess.Result second = JspectProcess.run("exceptions", pid, "-n", "1");

                assertTrue(second.err().contains("another jspect watches the exceptions"), second.err());
            } finally {
                first.destroyForcibly().waitFor();
            }
            Await.until(
                    Duration.ofSeconds(30),
                    () -> JspectProcess.run("exceptions", pid, "-n", "1").exitCode() == 0,
                    () -> "what the first has left is still there");
        }
    }
}
