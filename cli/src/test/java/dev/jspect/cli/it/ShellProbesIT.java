// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code /watch}, {@code /patch}, {@code /patches} and {@code /unpatch} in the shell. */
final class ShellProbesIT {
    private static JspectProcess.Result shell(TargetJvm target, String... lines) {
        return JspectHere.read(String.join("\n", lines) + "\n", "shell", String.valueOf(target.pid()));
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void theyTakeWhatTheCommandLineTakes(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result result = shell(
                    target,
                    "int kept = 41",
                    "/patch Calls::place --around 'log(\"p\" + number); return proceed() + 1;'",
                    "/patches",
                    "/watch Calls::place number '$result - number' -n 1",
                    "/watch dev.jspect.target.Calls::over(int) number '\"n = \" + number' -n 2 --if 'number > 0'",
                    "/unpatch --all",
                    "/watch Calls::plac",
                    "/watch Calls::place --n",
                    "/watch 'Calls",
                    "kept + 1");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("==> 42 : int"), "snippets are still there: " + result.out());
            assertTrue(result.out().contains("dev.jspect.target.Calls::place(int, String, String)"), result.out());
            assertTrue(result.out().lines().anyMatch(line -> line.contains("\"caller\" #")), result.out());
            assertTrue(result.out().lines().anyMatch(line -> line.contains("n = ")), result.out());
            // The watch came later, and sees what callers get.
            assertTrue(result.out().contains("$result - number  = 2"), result.out());
            assertTrue(result.out().contains("patch 1 around log"), result.out());
            assertFalse(result.out().contains("another agent"), result.out());
            assertTrue(result.err().contains("the dispatcher class (inert)"), result.err());
            assertTrue(result.out().contains("done: 2 shown of "), result.out());
            assertTrue(result.out().contains("unpatch has ended it"), result.out());
            assertTrue(result.out().contains("Calls declares no method plac"), result.out());
            assertTrue(result.out().contains("unknown option"), result.out());
            assertTrue(result.out().contains("a quote has no end"), result.out());
            assertTrue(target.output().contains("WRONG: place"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Each is entered once a call, the latest first. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void severalMayChangeOneMethod(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Calls.class)) {
            JspectProcess.Result result = shell(
                    target,
                    "/patch Calls::over(int) --around 'proceed() + 1'",
                    "/patch Calls::over(int) --around 'proceed() * 2'",
                    "/patch Calls::over(int) --before 'log(\"called \" + number)' --limit 3",
                    "/watch Calls::over(int) '$result == 2 * (number + 1)' -n 3 --if='number > 0'",
                    "/watch Calls::over(int) -n 20",
                    "/patches");

            assertEquals(0, result.exitCode(), result.err());
            assertEquals(
                    3,
                    result.out()
                            .lines()
                            .filter(line -> line.strip().matches("\\$result == 2 \\* \\(number \\+ 1\\) += +true"))
                            .count(),
                    result.out());
            assertEquals(
                    3,
                    result.out()
                            .lines()
                            .filter(line -> line.matches(".*  called \\d+"))
                            .distinct()
                            .count(),
                    result.out());
            assertFalse(result.out().contains("has failed"), result.out());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** A session that is there already must not put another's patch out of place without a word. */
    @Test
    void whatAnotherHasChangedIsLeftAlone() {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result result = shell(
                    target,
                    "/watch java.lang.Thread::start -n 1",
                    "/patch Calls::over(int) --around 'proceed() + 0' --ttl 10m --detach",
                    "/watch Calls::over(int) -n 1",
                    "/unpatch --all",
                    "/watch Calls::over(int) -n 1");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("another jspect has changed dev.jspect.target.Calls"), result.out());
            assertTrue(result.out().contains("done: 1 shown of "), result.out());
            assertTrue(result.err().contains("the dispatcher class (inert)"), result.err());
            assertEquals(0, JspectHere.run("patches", pid).exitCode());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void theEndOfTheShellTakesPatchesBack() {
        try (TargetJvm target = TargetJvm.start(Jdks.newest(), Calls.class)) {
            JspectProcess.Result result = shell(target, "/patch Calls::place --after 'log($result)'");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("Calls is what it was"), result.out());
            assertFalse(target.output().contains("WRONG"), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }
}
