// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a target's administrator has forbidden, by a property or in the environment. */
final class PolicyIT {
    @TempDir
    private Path directory;

    /** How the target is started, and what the policy is. */
    static Stream<List<String>> policies() {
        return Stream.of(
                List.of("property", "off"), List.of("environment", "read-only"), List.of("property", "reed-only"));
    }

    private static TargetJvm start(String where, String policy) {
        TargetJvm.Launch launch = TargetJvm.on(Jdks.current());
        return (where.equals("property")
                        ? launch.with("-Djspect.policy=" + policy)
                        : launch.under("env", "JSPECT_POLICY=" + policy))
                .start(Shop.class.getName());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void isHonouredByEachCommand(List<String> whereAndPolicy) {
        String policy = whereAndPolicy.get(1);
        try (TargetJvm target = start(whereAndPolicy.get(0), policy)) {
            String pid = String.valueOf(target.pid());

            assertRefused(policy, JspectHere.run("eval", pid, "System.setProperty(\"seen\", \"x\")"));
            JspectProcess.Result shell = JspectHere.read("1 + 1\n", "shell", pid);
            assertTrue((shell.out() + shell.err()).contains("jspect.policy=" + policy), shell.toString());
            assertFalse(shell.out().contains("2 : int"), shell.out());
            assertRefused(policy, JspectHere.run("loaders", pid), "read-only");
            assertRefused(policy, JspectHere.run("frames", pid, "-l"), "read-only");
            assertRefused(policy, JspectHere.run("frames", pid, "--native=all"), "read-only");
            assertRefused(policy, JspectHere.run("instances", pid, "Thread"), "read-only");
            assertRefused(policy, JspectHere.run("context", pid), "read-only");
            assertRefused(
                    policy,
                    JspectHere.run(
                            "record", pid, "-o", directory.resolve(policy).toString()),
                    "read-only");
            assertRefused(policy, JspectHere.run("watch", pid, "Thread::start"));
            assertRefused(policy, JspectHere.run("patch", pid, "Thread::start", "--before", "log(1)"));
            assertRefused(policy, JspectHere.run("patches", pid), "read-only");
            assertRefused(policy, JspectHere.run("unpatch", pid, "1"));
            assertEquals(0, JspectHere.run("frames", pid).exitCode());
            assertTrue(JspectHere.run("doctor", pid).out().contains(policy));
            EvalIT.assertNothingLeft(target);
        }
    }

    private static void assertRefused(String policy, JspectProcess.Result result, String... unlessPolicyIs) {
        if (List.of(unlessPolicyIs).contains(policy)) {
            assertEquals(0, result.exitCode(), result.err());
            return;
        }
        assertEquals(6, result.exitCode(), result.out() + result.err());
        assertEquals("", result.out());
        assertTrue(
                result.err().contains("the target's administrator forbids it: jspect.policy=" + policy), result.err());
        assertTrue(result.err().startsWith("jspect: cannot "), result.err());
    }

    /** The property can be set while the target runs: then even to end a session is forbidden. */
    @Test
    void isReadAfreshByEachSession() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class);
                RunningTool tool = RunningTool.start(
                        directory,
                        "eval",
                        String.valueOf(target.pid()),
                        "System.setProperty(\"jspect.policy\", \"off\"); System.out.println(\"at work\"); while (true) {}",
                        "--timeout",
                        "5m")) {
            tool.awaitOut("at work");

            assertRefused("off", JspectHere.run("detach", String.valueOf(target.pid())));

            tool.signal("INT");
            assertEquals(130, tool.awaitExit(), tool.err());
            EvalIT.assertNothingLeft(target);
        }
    }
}
