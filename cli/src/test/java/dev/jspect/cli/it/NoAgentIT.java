// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs that were started with {@code -XX:-EnableDynamicAgentLoading}. */
final class NoAgentIT {
    private static final String FLAG = "-XX:-EnableDynamicAgentLoading";

    /** JDK 8 does not know the flag, and does not start with it. */
    static Stream<Jdks.Jdk> withTheFlag() {
        return Jdks.wanted().filter(jdk -> jdk.feature() > 8);
    }

    @ParameterizedTest
    @MethodSource("withTheFlag")
    void saysWhyThereIsNoAgentAndWhatWorks(Jdks.Jdk jdk) {
        try (TargetJvm strict = TargetJvm.on(jdk).with(FLAG).start(Shop.class.getName())) {
            String pid = String.valueOf(strict.pid());

            for (List<String> command : List.of(List.of("eval", pid, "1 + 1"), List.of("loaders", pid))) {
                JspectProcess.Result refused = JspectHere.run(command.toArray(String[]::new));

                assertEquals(
                        "jspect: cannot load the agent into " + pid + " (Shop): it was started with " + FLAG
                                + ". Without an agent there is: jspect frames " + pid + "\n",
                        refused.err());
                assertEquals(4, refused.exitCode());
                assertEquals("", refused.out());
                EvalIT.assertNothingLeft(strict);
            }
            JspectProcess.Result frames = JspectHere.run("frames", pid);
            assertEquals(0, frames.exitCode(), frames.err());
            assertTrue(frames.out().contains("dev.jspect.target.Ready.untilStdinEnds"), frames.out());
            JspectProcess.Result doctor = JspectHere.run("doctor", pid);
            assertEquals(0, doctor.exitCode(), doctor.err());
            assertTrue(doctor.out().contains("forbidden by " + FLAG), doctor.out());
            assertTrue(JspectHere.run("ps").out().contains(pid + "  Shop"), "ps lists it");
        }
    }
}
