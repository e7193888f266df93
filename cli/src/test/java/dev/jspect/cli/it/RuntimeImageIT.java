// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runtime images made by jlink, of as few modules as can be: neither a compiler nor {@code jdk.attach} is in them. */
final class RuntimeImageIT {
    private static final String SHOP = "dev.jspect.target.Shop";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void looksIntoAnImageOfTwoModules(Jdks.Jdk jdk) {
        try (TargetJvm target =
                TargetJvm.start(RuntimeImage.make(jdk, directory, "java.base,java.instrument"), Shop.class)) {
            Inspection inspection = Inspection.of(target);
            inspection.assertListedAs("Shop");
            inspection.assertFrames(SHOP + ".main");

            assertEquals(Inspection.SHOP_VALUES, inspection.eval(Inspection.SHOP_SNIPPETS));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void saysWhatAnImageOfOneModuleLacks(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(RuntimeImage.make(jdk, directory, "java.base"), Shop.class)) {
            String pid = String.valueOf(target.pid());
            Inspection.of(target).assertFrames(SHOP + ".main");

            JspectProcess.Result doctor = JspectProcess.run("doctor", "--check", pid);
            JspectProcess.Result eval = JspectProcess.run("eval", pid, "1 + 1");

            assertEquals(1, doctor.exitCode(), doctor.err());
            assertTrue(doctor.out().contains("its image was made without that module"), doctor.out());
            assertTrue(doctor.out().contains("  ok    frames\n"), doctor.out());
            assertTrue(doctor.out().contains("  no    eval, shell"), doctor.out());
            assertEquals(4, eval.exitCode(), eval.err());
            assertEquals(
                    "jspect: cannot load the agent into " + pid + " (Shop): its runtime image has no java.instrument,"
                            + " which every Java agent needs. Without an agent there is: jspect frames " + pid + "\n",
                    eval.err());
            assertEquals("", eval.out());
            EvalIT.assertNothingLeft(target);
            assertEquals("ready\n", target.output());
        }
    }
}
