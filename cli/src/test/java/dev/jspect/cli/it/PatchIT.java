// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.json.Schemas;
import dev.jspect.cli.soak.ChangeKillSoak;
import dev.jspect.target.Calls;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code patch} as a user runs it. */
final class PatchIT {
    static Stream<Jdks.Jdk> all() {
        return Jdks.wanted();
    }

    private static JspectProcess.Result run(TargetJvm target, String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "patch";
        command[1] = String.valueOf(target.pid());
        System.arraycopy(options, 0, command, 2, options.length);
        return JspectHere.run(command);
    }

    private static JspectProcess.Result patch(TargetJvm target, String... options) {
        JspectProcess.Result result = run(target, options);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.err().contains("is what it was"), result.err());
        return result;
    }

    private static void assertLogged(String pattern, int times, JspectProcess.Result result) {
        assertEquals(
                times,
                result.out()
                        .lines()
                        .filter(line -> line.matches(".*\" #\\d+  " + pattern))
                        .count(),
                pattern + " in " + result.out());
    }

    private static long wrong(TargetJvm target, String what) {
        return target.output().lines().filter(("WRONG: " + what)::equals).count();
    }

    @ParameterizedTest
    @MethodSource("all")
    void codeRunsBeforeAndAfter(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result before = patch(
                    target,
                    "Calls::place",
                    "--before",
                    "log(\"b\" + number + text + $args.length + $this.name)",
                    "--limit",
                    "3");
            JspectProcess.Result after =
                    patch(target, "Calls::place", "--after", "log(number - $result + \"a\" + $thrown)", "--limit", "2");
            JspectProcess.Result thrown = patch(
                    target,
                    "Calls::fail",
                    "--after",
                    "if ($thrown != null) { log($thrown.getMessage()); }",
                    "--limit",
                    "2");

            assertTrue(before.out().lines().findFirst().orElse("").contains("\"caller\" #"), before.out());
            assertLogged("b\\d+n\\d+3one", 3, before);
            assertLogged("-1anull", 2, after);
            assertLogged("no \\d+", 2, thrown);
            assertTrue(before.err().contains("done: ran in 3 calls in "), before.err());
            assertTrue(before.err().contains(": that is --limit"), before.err());
            assertFalse(target.output().contains("WRONG"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void codeRunsInsteadAndTheMethodIsAsBeforeAfterwards(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            patch(target, "Calls::place", "--around", "proceed() + 1", "--limit", "3");
            long changed = wrong(target, "place");
            patch(target, "Calls::over(int)", "--around", "int r = proceed(number + 1); return r - 1;", "--limit", "3");
            patch(target, "Calls::over(String)", "--around", "\"\"", "--if", "text.endsWith(\"7\")", "--limit", "1");
            patch(target, "Calls::grow", "--around", "proceed()", "--limit", "2");
            patch(
                    target,
                    "Calls::fail",
                    "--around",
                    "throw new IllegalStateException(\"no \" + hostile.number)",
                    "--limit",
                    "2");
            patch(target, "Calls::recurse", "--around", "depth == 2 ? proceed(1) + 1 : proceed()", "--limit", "8");

            assertEquals(3, changed, target.output());
            assertEquals(3, wrong(target, "place"), target.output());
            assertEquals(1, wrong(target, "over"), target.output());
            assertEquals(0, wrong(target, "fail"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void threadsThatStartAreTold(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result result = patch(
                    target,
                    "java.lang.Thread::start",
                    "--before",
                    "log(\"starting \" + $this.getName())",
                    "--thread",
                    "call*",
                    "--limit",
                    "2");

            assertLogged("starting started-\\d+", 2, result);
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void aDryRunShowsWhatTheCodeWouldBecome(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result dry = run(target, "Calls::place", "--before", "log(number)", "--dry-run");
            JspectProcess.Result wrong = run(target, "Calls::place", "--before", "log(numbr)", "--dry-run");
            JspectProcess.Result after = patch(target, "Calls::place", "--before", "log(number)", "--limit", "1");

            assertEquals(0, dry.exitCode(), dry.err());
            List<String> lines = dry.out().lines().toList();
            assertTrue(lines.get(0).startsWith("--- dev.jspect.target.Calls::place(int, String, String)"), dry.out());
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("@@ ")), dry.out());
            assertTrue(lines.stream().anyMatch(line -> line.matches("\\+ +INVOKEDYNAMIC enter.*")), dry.out());
            assertTrue(dry.err().contains("nothing was changed"), dry.err());
            assertEquals(7, wrong.exitCode(), wrong.err());
            assertEquals(0, after.exitCode(), after.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Whatever the code does wrong, the method goes on as it was written. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void codeThatFailsIsTakenOut(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result throwing =
                    run(target, "Calls::place", "--before", "int[] none = {}; none[3] = number;");
            JspectProcess.Result endless = run(target, "Calls::place", "--around", "while (true) { Math.abs(1); }");
            JspectProcess.Result mistaken = run(target, "Calls::place", "--around", "proceed(1)");

            assertEquals(7, throwing.exitCode(), throwing.err());
            assertTrue(throwing.err().contains("ArrayIndexOutOfBoundsException"), throwing.err());
            assertTrue(throwing.err().contains("is what it was"), throwing.err());
            assertEquals(7, endless.exitCode(), endless.err());
            assertTrue(endless.err().contains("it has not ended within 1 s"), endless.err());
            assertEquals(7, mistaken.exitCode(), mistaken.err());
            assertTrue(mistaken.err().contains("proceed takes 3 arguments, or none, but not 1"), mistaken.err());
            assertFalse(target.output().contains("WRONG"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Classes of the JDK's own are not linked: there, too, what the method throws is for its caller, and what it calls is patched. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void methodsOfTheJdkAreReplacedToo(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            patch(
                    target,
                    "java.util.ArrayList::get(int)",
                    "--around",
                    "proceed()",
                    "--thread",
                    "caller",
                    "--limit",
                    "6");
            patch(
                    target,
                    "java.util.ArrayList::add(Object)",
                    "--around",
                    "proceed()",
                    "--thread",
                    "caller",
                    "--limit",
                    "6");
            JspectProcess.Result callers = run(target, "java.lang.Class::forName(String)", "--around", "proceed()");
            JspectProcess.Result box = run(target, "java.lang.Integer::valueOf(int)", "--before", "log(1)");

            assertEquals(2, callers.exitCode(), callers.err());
            assertTrue(callers.err().contains("it looks which class has called it"), callers.err());
            assertEquals(2, box.exitCode(), box.err());
            assertFalse(target.output().contains("WRONG"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** What the code throws by a throw is for the caller; an accident is not, whatever else the code throws. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void onlyWhatIsThrownOnPurposeReachesTheCaller(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result accident = run(
                    target,
                    "Calls::place",
                    "--around",
                    "if (number < 0) throw new Exception(); try { return proceed() / 0; } finally { log(1); }");
            patch(
                    target,
                    "Calls::fail",
                    "--around",
                    "try { proceed(); } catch (IllegalStateException e) { throw new IllegalStateException(\"no \" + e); }",
                    "--limit",
                    "3");

            assertEquals(7, accident.exitCode(), accident.err());
            assertTrue(accident.err().contains("ArithmeticException"), accident.err());
            assertFalse(target.output().contains("WRONG"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** What the code calls itself is not patched. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void codeMayCallThePatchedMethod(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result result = patch(
                    target, "Calls::over(int)", "--before", "log(dev.jspect.target.Calls.over(5))", "--limit", "2");
            JspectProcess.Result list = patch(
                    target,
                    "java.util.ArrayList::add(Object)",
                    "--before",
                    "java.util.List<Object> l = new java.util.ArrayList<>(); l.add(1); log(l.size());",
                    "--thread",
                    "caller",
                    "--limit",
                    "2");

            assertLogged("5", 2, result);
            assertLogged("1", 2, list);
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Promise 8, the short form of scripts/soak change. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void theToolMayBeKilled(Jdks.Jdk jdk) throws Exception {
        try (ChangeKillSoak soak = new ChangeKillSoak(jdk)) {
            assertTrue(soak.run(6), soak::toString);
        }
    }

    @Test
    void whatCannotBeDoneIsToldBeforehand() {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            JspectProcess.Result noCode = run(target, "Calls::place");
            JspectProcess.Result twoKinds = run(target, "Calls::place", "--before", "log(1)", "--after", "log(2)");
            JspectProcess.Result notJava = run(target, "Calls::place", "--before", "log(numbr)");
            JspectProcess.Result noResult = run(target, "Calls::place", "--around", "log(1);");
            JspectProcess.Result constructor = run(target, "Calls$Point::new(int,int)", "--around", "proceed()");
            JspectProcess.Result string = run(target, "java.lang.String::length", "--before", "log(1)");

            assertEquals(2, noCode.exitCode(), noCode.err());
            assertEquals(2, twoKinds.exitCode(), twoKinds.err());
            assertEquals(7, notJava.exitCode(), notJava.err());
            assertTrue(notJava.err().contains("numbr"), notJava.err());
            assertEquals(7, noResult.exitCode(), noResult.err());
            assertTrue(noResult.err().contains("missing return statement"), noResult.err());
            assertEquals(2, constructor.exitCode(), constructor.err());
            assertTrue(constructor.err().contains("a constructor cannot be replaced"), constructor.err());
            assertEquals(2, string.exitCode(), string.err());
            assertTrue(string.err().contains("each probe needs it"), string.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void jsonIsAsItsSchemaSays() {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            List<String> documents = patch(target, "Calls::place", "--before", "log(number)", "--limit", "2", "-j")
                    .out()
                    .lines()
                    .toList();

            assertEquals(3, documents.size(), documents::toString);
            for (String document : documents) {
                assertEquals("", Schemas.violations("patch", document), document);
            }
        }
    }
}
