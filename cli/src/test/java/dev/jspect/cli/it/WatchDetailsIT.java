// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static dev.jspect.cli.it.Watching.assertLine;
import static dev.jspect.cli.it.Watching.assertUndisturbed;
import static dev.jspect.cli.it.Watching.line;
import static dev.jspect.cli.it.Watching.run;
import static dev.jspect.cli.it.Watching.watch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Calls;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code watch} of lines, expressions, stacks and local variables. */
final class WatchDetailsIT {
    static Stream<Jdks.Jdk> all() {
        return Jdks.wanted();
    }

    @ParameterizedTest
    @MethodSource("all")
    void variablesAreShownWhereALineBegins(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String total = "Calls::lines(int)  at " + line("total").replace("Calls:", "line ");
            JspectProcess.Result result = watch(target, line("total"), "-n", "4");
            String text = result.out();
            String chosen = watch(target, line("total"), "-n", "3", "--if", "round == 2 && number > 0")
                    .out();

            assertEquals(4, text.lines().filter(head -> head.contains(total)).count(), text);
            for (String round : List.of("0", "1", "2")) {
                assertLine("round   = " + round, text);
                assertLine("part    = \"r" + round + '"', text);
            }
            assertTrue(result.err().matches("(?s).*done: 4 shown of [0-9,]+ passes in .*"), result.err());
            assertEquals(3, chosen.split("part    = \"r2\"", -1).length - 1, chosen);
            assertFalse(chosen.contains("\"r1\""), chosen);
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void aLineMayLieInALambdaToo(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text = watch(target, line("lambda"), "-n", "4").out();

            assertTrue(text.contains("Calls::lines(int)  at line "), text);
            assertTrue(
                    Pattern.compile("Calls::lambda\\$lines\\$\\d\\(Integer\\)  at line ")
                            .matcher(text)
                            .find(),
                    text);
            assertTrue(text.contains("each  = "), text);
            assertTrue(text.contains("ArrayList(1)"), text);
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoCalledIsShownWhereThatIsWanted(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String call = watch(target, "Calls::grow", "-n", "1", "--stack").out();
            String line = watch(target, line("total"), "-n", "1", "--stack").out();
            String json =
                    watch(target, "Calls::grow", "-n", "1", "--stack", "-j").out();
            String ofJdk = watch(target, "java.lang.Thread::start", "-n", "1", "--stack")
                    .out();

            for (String text : List.of(call, line, ofJdk)) {
                List<String> stack = text.lines()
                        .map(String::strip)
                        .filter(frame -> frame.startsWith("at "))
                        .toList();
                assertTrue(stack.size() >= 2, text);
                assertTrue(
                        stack.get(0).contains("Calls.grow(Calls.java")
                                || stack.get(0).contains("Calls.lines(Calls.java")
                                || stack.get(0).contains("java.lang.Thread.start("),
                        text);
                // It has gone on since before its class was changed: JVMs do not know the line of such code.
                assertTrue(stack.get(1).contains("Calls.work("), text);
            }
            assertEquals(
                    "", Schemas.violations("watch", json.lines().findFirst().orElse("")), json);
            assertUndisturbed(target);
        }
    }

    private static void assertColumn(String name, String value, String text) {
        Pattern column = Pattern.compile("(?m)^ +" + Pattern.quote(name) + " += +" + value + "$");
        assertTrue(column.matcher(text).find(), name + " = " + value + " in " + text);
    }

    @ParameterizedTest
    @MethodSource("all")
    void expressionsChooseWhatIsShown(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text = watch(
                            target,
                            "Calls::place",
                            "number - number + 7",
                            "text.substring(0, 1)",
                            "$result - number",
                            "$this.name",
                            "$thrown",
                            "text.substring(99)",
                            "-n",
                            "2")
                    .out();
            String thrown = watch(target, "Calls::fail", "$thrown.getClass()", "hostile.number >= 0", "-n", "1")
                    .out();
            String line = watch(target, line("total"), "part + '/' + round", "-n", "3")
                    .out();
            JspectProcess.Result wrong = run(target, "Calls::place", "numbr", "-n", "1");

            assertEquals(6 * 2, text.split(" threw java.lang.StringIndexOutOfBoundsException", -1).length - 1, text);
            assertColumn("$thrown.getClass()", "IllegalStateException\\.class", thrown);
            assertColumn("hostile.number >= 0", "true", thrown);
            for (String round : List.of("0", "1", "2")) {
                assertColumn("part + '/' + round", "\"r" + round + "/" + round + "\"", line);
            }
            assertEquals(7, wrong.exitCode(), wrong.err());
            assertTrue(wrong.err().contains("EXPR does not compile"), wrong.err());

            String whole = watch(
                            target, "Calls::place", "number - number + 7", "$result - number", "$this.name", "-n", "1")
                    .out();
            assertColumn("number - number + 7", "7", whole);
            assertColumn("$result - number", "1", whole);
            assertColumn("$this.name", "\"one\"", whole);
            assertFalse(whole.contains("password"), whole);
            assertUndisturbed(target);
        }
    }

    @Test
    void expressionsGiveNoSecretsAway() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Calls.class)) {
            String argument =
                    run(target, "Calls::place", "number, 1", "-n", "1").err();
            String result = watch(target, "Calls::getPassword", "$result", "$result.length()", "-n", "1")
                    .out();

            assertTrue(argument.contains("EXPR does not compile"), argument);
            String text = watch(
                            target, "Calls::place", "password.trim()", "\"x\" + password", "number // it", "-n", "1")
                    .out();
            for (String shown : List.of(text, result)) {
                assertFalse(shown.contains("hunter"), shown);
                assertTrue(shown.contains("[redacted]"), shown);
            }
            assertTrue(text.contains("number // it"), text);
            assertUndisturbed(target);
        }
    }

    @Test
    void placesOfALineWithOtherVariablesAreLeftOut() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Calls.class)) {
            JspectProcess.Result some = watch(target, line("lambda"), "each + 0", "-n", "2");
            JspectProcess.Result none = run(target, line("lambda"), "nobody", "-n", "2");

            assertTrue(some.err().contains(", but for 1 of 2 places in it, where other variables are"), some.err());
            assertTrue(some.out().contains("lambda$lines$"), some.out());
            assertFalse(some.out().contains("Calls::lines("), some.out());
            assertEquals(7, none.exitCode(), none.err());
            assertUndisturbed(target);
        }
    }

    @Test
    void aLineWithoutCodeIsToldWithTheNearest() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Calls.class)) {
            JspectProcess.Result none = run(target, "Calls:1");
            JspectProcess.Result timed = run(target, "Calls:40", "--summary");

            assertEquals(2, none.exitCode(), none.err());
            assertTrue(none.err().contains("Calls has no code at line 1"), none.err());
            assertTrue(none.err().contains("The nearest lines with code: "), none.err());
            assertEquals(2, timed.exitCode(), timed.err());
            assertTrue(timed.err().contains("a line takes no time"), timed.err());
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void localsAreThoseOfTheReturn(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text = watch(target, "Calls::lines", "-n", "3", "--locals").out();
            String json =
                    watch(target, "Calls::lines", "-n", "1", "--locals", "-j").out();

            Matcher number = Pattern.compile("number += (\\d+)").matcher(text);
            assertTrue(number.find(), text);
            assertColumn("total", String.valueOf(6L * Integer.parseInt(number.group(1))), text);
            assertColumn("all", "ArrayList\\(1\\)\\[" + number.group(1) + "\\]", text);
            assertTrue(text.contains("Locals where it returned, line "), text);
            assertFalse(text.contains("round"), text);
            JsonNode call = new ObjectMapper()
                    .readTree(json.lines().findFirst().orElse(""))
                    .get("call");
            assertEquals(
                    "", Schemas.violations("watch", json.lines().findFirst().orElse("")), json);
            assertEquals("total", call.get("locals").get(0).get("name").asText(), json);
            assertTrue(call.get("returnLine").asInt() > 0, json);
            assertUndisturbed(target);
        }
    }

    @Test
    void localsThatAreNoneAreToldBeforehand() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Calls.class)) {
            JspectProcess.Result none = run(target, "Calls::over(int)", "--locals");
            JspectProcess.Result line = run(target, "Calls:40", "--locals");

            assertEquals(2, none.exitCode(), none.err());
            assertTrue(none.err().contains("has no variables of its own where it returns"), none.err());
            assertEquals(2, line.exitCode(), line.err());
            assertUndisturbed(target);
        }
    }
}
