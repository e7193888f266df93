// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Redeployed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class that another loader loads while its method is watched or patched, as when a web application is deployed again. */
final class LaterLoadersIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private static TargetJvm start(Jdks.Jdk jdk) {
        return TargetJvm.on(jdk).start(Redeployed.class.getName(), "java.lang.JspectDispatcher");
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void callsOfBothAreShown(Jdks.Jdk jdk) throws Exception {
        try (TargetJvm target = start(jdk);
                RunningTool tool = RunningTool.start(
                        directory,
                        "watch",
                        String.valueOf(target.pid()),
                        "Redeployed.Shift::work",
                        "-n",
                        "1000000",
                        "--if",
                        "deployment > 0")) {
            tool.awaitOut("deployment  = 1");
            tool.awaitOut("deployment  = 2");
            tool.signal("INT");

            assertEquals(130, tool.awaitExit(), tool.err());
            assertTrue(tool.err().contains("Redeployed$Shift was loaded once more, and is taken in"), tool.err());
            assertTrue(tool.err().contains("Redeployed$Shift is what it was"), tool.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#oldestAndNewest")
    void bothArePatchedAndTakenBack(Jdks.Jdk jdk) throws Exception {
        try (TargetJvm target = start(jdk);
                RunningTool tool = RunningTool.start(
                        directory,
                        "patch",
                        String.valueOf(target.pid()),
                        "Redeployed.Shift::work",
                        "--around",
                        "proceed() + 10")) {
            String second = "WRONG: 2 13";
            assertEquals("", Await.until(LIMIT, () -> target.output().contains(second), () -> "only " + tool.err()));
            tool.signal("INT");

            assertEquals(130, tool.awaitExit(), tool.err());
            assertTrue(tool.err().contains("Redeployed$Shift is what it was"), tool.err());
            EvalIT.assertNothingLeft(target);
            int before = target.output().length();
            JspectProcess.Result after = JspectProcess.run(
                    "watch",
                    String.valueOf(target.pid()),
                    "Redeployed.Shift::work",
                    "-n",
                    "4",
                    "--if",
                    "deployment == 2");
            assertEquals(0, after.exitCode(), after.err());
            assertFalse(target.output().substring(before).contains("WRONG"), target.output());
        }
    }
}
