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

/** {@code watch} as a user runs it. */
final class WatchIT {
    static Stream<Jdks.Jdk> all() {
        return Jdks.wanted();
    }

    @ParameterizedTest
    @MethodSource("all")
    void showsArgumentsAndResults(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result result = watch(target, "Calls::place", "-n", "3");

            String text = result.out();
            List<String> heads =
                    text.lines().filter(line -> line.contains("\"caller\" #")).toList();
            assertEquals(3, heads.size(), text);
            assertTrue(heads.get(0).contains("Calls::place(int, String, String)  returned after"), text);
            Matcher number = Pattern.compile("number += (\\d+)").matcher(text);
            assertTrue(number.find(), text);
            int first = Integer.parseInt(number.group(1));
            assertLine("text      = \"n" + first + '"', text);
            assertLine("$result   = " + (first + 1), text);
            assertTrue(text.contains("Calls{name=\"one\""), text);
            assertLine("password  = [redacted]", text);
            assertFalse(text.contains("hunter2"), text);
            assertTrue(result.err().contains("done: 3 shown of "), result.err());
            assertTrue(result.err().contains(": that is --count"), result.err());
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void primitivesOfAllKindsAreExact(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text = watch(target, "Calls::sum", "-n", "1").out();

            assertLine("l        = " + (1L << 40), text);
            assertLine("f        = 0.5", text);
            assertLine("b        = 3", text);
            assertLine("s        = 4", text);
            assertLine("c        = 'x'", text);
            assertLine("z        = true", text);
            assertUndisturbed(target);
        }
    }

    /** What may change is shown as it was when the call began, and again as it was when it ended. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void argumentsAreAsTheyWere(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text =
                    watch(target, "Calls::grow", "-n", "1", "--depth", "2").out();

            assertTrue(
                    Pattern.compile("list +=\\s+ArrayList\\(1\\)").matcher(text).find(), text);
            assertTrue(text.contains("ArrayList(2)"), text);
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void showsWhatWasThrownAndAsksNobody(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text = watch(target, "Calls::fail", "-n", "1").out();

            assertTrue(text.contains("Calls::fail(Calls.Hostile)  threw after"), text);
            assertTrue(text.contains("java.lang.IllegalStateException: no "), text);
            assertTrue(text.contains("caused by java.lang.NumberFormatException: cause"), text);
            assertTrue(text.contains("Hostile{number="), text);
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void aConditionChooses(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String simple = watch(target, "Calls::place", "-n", "2", "--if", "number % 10 == 7 && $this.done > 0")
                    .out();
            String calling = watch(target, "Calls::place", "-n", "2", "--if", "text.endsWith(\"3\")")
                    .out();

            assertNumbers("7", simple);
            assertNumbers("3", calling);
            assertUndisturbed(target);
        }
    }

    /** A call whose thread has no processor in the moment that its values may take keeps the label for one. */
    private static void assertNumbers(String end, String out) {
        List<String> numbers = out.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("number"))
                .toList();
        assertEquals(2, numbers.size(), out);
        assertTrue(numbers.stream().anyMatch(line -> line.endsWith(end)), out);
        assertTrue(numbers.stream().allMatch(line -> line.endsWith(end) || line.endsWith("truncated")), out);
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void aConditionThatThrowsMeansNoAndIsTold(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result result =
                    watch(target, "Calls::place", "-d", "1s", "--if", "1 / (number - number) == 1");

            assertEquals("", result.out());
            assertTrue(result.err().contains("first java.lang.ArithmeticException: / by zero"), result.err());
            assertTrue(result.err().contains(": that is --duration"), result.err());
            assertUndisturbed(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void constructorsRecursionAndLambdasAreWatchedToo(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String made = watch(target, "Calls.Point::new(int,int)", "-n", "1").out();
            String recursive = watch(target, "Calls::recurse", "-n", "4").out();
            String lambda = watch(target, "Calls::lambda$work$0", "-n", "1").out();

            assertTrue(made.contains("Calls.Point::new(int, int)  returned after"), made);
            assertTrue(made.contains("this"), made);
            assertLine("depth    = 0", recursive);
            assertLine("depth    = 3", recursive);
            assertTrue(lambda.contains("Calls::lambda$work$0"), lambda);
            assertUndisturbed(target);
        }
    }

    /** A result is what the method's name says. */
    @Test
    void secretsAreNotReturned() {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            String text = watch(target, "Calls::getPassword", "-n", "1").out();

            assertLine("$result  = [redacted]", text);
            assertFalse(text.contains("hunter"), text);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void callsAreCountedAndTimed(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text = watch(target, "Calls::fail", "--summary", "-d", "2s").out();
            List<String> documents = watch(target, "Calls::place", "--summary", "-d", "1s", "-j")
                    .out()
                    .lines()
                    .toList();

            List<String> rows = text.lines().toList();
            assertTrue(rows.get(0).matches(" +calls +errors +p50 +p90 +p99 +max"), text);
            Matcher all = Pattern.compile("all +([\\d,]+) +([\\d,]+) .*").matcher(rows.get(rows.size() - 1));
            assertTrue(all.matches(), text);
            int calls = Integer.parseInt(all.group(1).replace(",", ""));
            int errors = Integer.parseInt(all.group(2).replace(",", ""));
            assertTrue(calls > 20, text);
            // Each call of it throws; the last one may be counted when its error is not yet.
            assertTrue(errors == calls || errors == calls - 1, text);
            for (String document : documents) {
                assertEquals("", Schemas.violations("watch", document), document);
            }
            assertTrue(documents.get(0).contains("\"event\":\"summary\""), documents.get(0));
            assertUndisturbed(target);
        }
    }

    /** A class of the JDK's own; and one that jspect uses itself. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void classesOfTheJdkAreWatchedToo(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            String text =
                    watch(target, "java.util.ArrayList::add(Object)", "-n", "3").out();

            assertTrue(text.contains("ArrayList::add(Object)  returned after"), text);
            assertTrue(text.contains("$result  = true"), text);
            assertUndisturbed(target);
        }
    }

    @Test
    void whatIsNotThereIsToldWithWhatMayBeMeant() {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            JspectProcess.Result noMethod = run(target, "Calls::plcae");
            JspectProcess.Result several = run(target, "Calls::over");
            JspectProcess.Result isNative = run(target, "java.lang.Runtime::freeMemory");
            JspectProcess.Result isAbstract = run(target, "java.lang.Runnable::run");
            JspectProcess.Result noClass = run(target, "NoSuchClassAnywhere::m");
            JspectProcess.Result noCode = run(target, "Calls::place", "--if", "numbr > 3");

            assertEquals(2, noMethod.exitCode());
            assertTrue(noMethod.err().contains("Its methods: place, "), noMethod.err());
            assertEquals(2, several.exitCode());
            assertTrue(several.err().contains("Calls::over(String)"), several.err());
            assertTrue(several.err().contains("Calls::over(int)"), several.err());
            assertEquals(2, isNative.exitCode());
            assertTrue(isNative.err().contains("it is native"), isNative.err());
            assertEquals(2, isAbstract.exitCode());
            assertTrue(isAbstract.err().contains("it is abstract"), isAbstract.err());
            assertEquals(2, noClass.exitCode());
            assertTrue(noClass.err().contains("no class named NoSuchClassAnywhere is loaded"), noClass.err());
            assertEquals(7, noCode.exitCode());
            assertTrue(noCode.err().contains("there is no variable numbr"), noCode.err());
            assertUndisturbed(target);
        }
    }

    @Test
    void jsonIsAsItsSchemaSays() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            List<String> calls =
                    watch(target, "Calls::place", "-n", "2", "-j").out().lines().toList();
            List<String> failures =
                    watch(target, "Calls::fail", "-n", "1", "-j").out().lines().toList();

            List<String> lines =
                    watch(target, line("total"), "-n", "2", "-j").out().lines().toList();

            assertEquals(3, calls.size(), calls::toString);
            assertEquals(3, lines.size(), lines::toString);
            for (List<String> documents : List.of(calls, failures, lines)) {
                for (String document : documents) {
                    assertEquals("", Schemas.violations("watch", document), document);
                }
            }
            JsonNode call = new ObjectMapper().readTree(calls.get(0));
            assertEquals("place", call.get("call").get("methodName").asText());
            JsonNode line = new ObjectMapper().readTree(lines.get(0)).get("line");
            assertEquals(line("total"), "Calls:" + line.get("line").asInt());
            JsonNode end = new ObjectMapper().readTree(calls.get(2));
            assertTrue(end.get("restored").asBoolean(), calls.get(2));
        }
    }
}
