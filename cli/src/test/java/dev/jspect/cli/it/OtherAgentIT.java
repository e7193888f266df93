// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Calls;
import dev.jspect.target.Patcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Watches and patches beside an agent of somebody else, an application monitor for example, that changes the same class. */
final class OtherAgentIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CHANGES = Calls.class.getName() + ",WRONG: ";
    /** What the target says of a call that is patched, and what when the other agent has changed that. */
    private static final String WRITTEN = "WRONG: place";

    private static final String CHANGED = "wRONG: place";

    @TempDir
    private Path directory;

    private static long said(TargetJvm target, String what) {
        return target.output().lines().filter(what::equals).count();
    }

    private static JspectProcess.Result patch(TargetJvm target) {
        JspectProcess.Result result = JspectHere.run(
                "patch", String.valueOf(target.pid()), "Calls::place", "--around", "proceed() + 1", "--limit", "3");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.err().contains("Calls is what it was"), result.err());
        return result;
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void whatItHasChangedBeforeStays(Jdks.Jdk jdk) throws IOException {
        String agent = "-javaagent:" + AgentJar.of(directory, Patcher.class) + "=" + CHANGES;
        try (TargetJvm target = TargetJvm.on(jdk).with(agent).start(Calls.class.getName())) {
            JspectProcess.Result watched =
                    JspectHere.run("watch", String.valueOf(target.pid()), "Calls::place", "-n", "2");
            JspectProcess.Result patched = patch(target);

            assertEquals(0, watched.exitCode(), watched.err());
            assertTrue(watched.err().contains("Calls is what it was"), watched.err());
            assertFalse(patched.err().contains("another agent"), patched.err());
            assertEquals(3, said(target, CHANGED), target.output());
            assertEquals(0, said(target, WRITTEN), target.output());
            patch(target);
            assertEquals(6, said(target, CHANGED), target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Its changes come behind ours, and stay when ours are taken back. */
    @Test
    void whatItChangesMeanwhileStays() throws Exception {
        try (TargetJvm target = TargetJvm.on(Jdks.current()).start(Calls.class.getName());
                RunningTool tool = RunningTool.start(
                        directory,
                        "patch",
                        String.valueOf(target.pid()),
                        "Calls::place",
                        "--around",
                        "proceed() + 1")) {
            assertEquals("", Await.until(LIMIT, () -> said(target, WRITTEN) > 0, () -> "not patched: " + tool.err()));
            new ProcessBuilder(
                            Jdks.current().home().resolve("bin/jcmd").toString(),
                            String.valueOf(target.pid()),
                            "JVMTI.agent_load",
                            AgentJar.of(directory, Patcher.class).toString(),
                            CHANGES)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertEquals("", Await.until(LIMIT, () -> said(target, CHANGED) > 0, () -> "no agent: " + tool.err()));
            tool.signal("INT");

            assertEquals(130, tool.awaitExit(), tool.err());
            patch(target);
            assertTrue(said(target, CHANGED) >= 4, target.output());
            EvalIT.assertNothingLeft(target);
        }
    }
}
