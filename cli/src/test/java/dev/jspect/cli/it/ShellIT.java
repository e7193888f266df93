// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shell as scripts use it: without a terminal. */
final class ShellIT {
    @TempDir
    private Path state;

    private JspectProcess.Result shell(TargetJvm target, String... lines) {
        return JspectProcess.run(
                List.of("env", "XDG_STATE_HOME=" + state),
                String.join("\n", lines) + "\n",
                "shell",
                Integer.toString(target.pid()));
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void answersAScript(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Shop.class)) {
            JspectProcess.Result result = shell(
                    target,
                    "import dev.jspect.target.*;",
                    "Shop.priceOf(Shop.soldToday * 3)",
                    "class Basket {",
                    "    int total = 3;",
                    "}",
                    "new Basket().total",
                    "System.out.println(\"heard\")",
                    "nonsense",
                    "Arrays.asList(1, 2)",
                    "/vars $1");

            assertEquals(0, result.exitCode(), result.err());
            assertEquals("""
                    imported dev.jspect.target.*
                    $2 ==> "21 ct" : String
                    created class Basket
                    $4 ==> 3 : int
                    heard
                    """, result.out().substring(0, result.out().indexOf("  nonsense")));
            assertTrue(result.out().contains("$6 ==> [1, 2] : List<Integer>"), result.out());
            assertTrue(result.out().endsWith("nothing by the name $1\n"), result.out());
            assertTrue(result.err().startsWith("jspect: paused "), result.err());
            assertTrue(target.isAlive());
            assertTrue(!target.output().contains("heard"), target.output());
        }
    }

    @Test
    void saysOnceThatTheTargetIsGone() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Shop.class)) {
            JspectProcess.Result result = shell(
                    target,
                    "1 + 1",
                    "new ProcessBuilder(\"kill\", \"-9\", \"" + target.pid() + "\").start().waitFor()",
                    "2 + 2");

            assertEquals("$1 ==> 2 : int\n", result.out());
            assertEquals(3, result.exitCode());
            assertEquals(1, result.err().lines().count(), result.err());
            assertTrue(result.err().startsWith("jspect: the shell has ended: "), result.err());
        }
    }
}
