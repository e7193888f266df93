// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jspect.target.Idle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on what cannot or must not be attached to: one message, the right exit code, nothing touched. */
final class RefusedTargetIT {
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "XDG_STATE_HOME=/dev/null/x");

    @TempDir(factory = VarTmp.class)
    private Path shared;

    /** The commands that attach, without a target. */
    static Stream<List<String>> commands() {
        return Stream.of(List.of("frames"), List.of("eval", "1 + 1"), List.of("loaders"), List.of("shell"));
    }

    private static String[] on(String pid, List<String> command) {
        List<String> whole = new ArrayList<>(command);
        whole.add(1, pid);
        return whole.toArray(String[]::new);
    }

    private static void assertRefused(int exitCode, String err, JspectProcess.Result result) {
        assertEquals(err + "\n", result.err());
        assertEquals(exitCode, result.exitCode());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void thereIsNoSuchProcess(List<String> command) {
        assertRefused(
                3, "jspect: no process 999999999. See what runs: jspect ps", JspectHere.run(on("999999999", command)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itIsNotAJvm(List<String> command) throws IOException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            assertRefused(
                    3,
                    "jspect: " + cat.pid() + " (cat) is not a JVM: it has no libjvm.so mapped; it was not touched."
                            + " See the JVMs there are: jspect ps",
                    JspectHere.run(on(String.valueOf(cat.pid()), command)));

            // It still does what it is there for: no signal ended it, and none waits.
            cat.outputWriter().append("alive\n").flush();
            assertEquals("alive", cat.inputReader().readLine());
        } finally {
            cat.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsStopped(boolean listens) throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Idle.class)) {
            String pid = String.valueOf(target.pid());
            if (listens) {
                assertEquals(0, JspectHere.run("frames", pid).exitCode());
            }
            target.signal("STOP", 'T');

            for (List<String> command : commands().toList()) {
                assertRefused(
                        5,
                        "jspect: " + pid
                                + " (Idle) is stopped (state T): it cannot answer. Continue it with: kill -CONT " + pid,
                        JspectHere.run(on(pid, command)));
            }

            target.signal("CONT", 'S');
            assertEquals("ready\n", target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void attachingIsSwitchedOff() {
        try (TargetJvm target =
                TargetJvm.on(Jdks.current()).with("-XX:+DisableAttachMechanism").start(Idle.class.getName())) {
            String pid = String.valueOf(target.pid());

            for (List<String> command : commands().toList()) {
                assertRefused(
                        4,
                        "jspect: cannot attach to " + pid + " (Idle): it was started with -XX:+DisableAttachMechanism."
                                + " Only a restart without that flag changes it",
                        JspectHere.run(on(pid, command)));
            }

            assertEquals("ready\n", target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void itRunsAsAnotherUser() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be somebody else");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path jar = Files.copy(JspectProcess.jar(), shared.resolve("jspect.jar"), StandardCopyOption.REPLACE_EXISTING);
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Idle.class)) {
            String pid = String.valueOf(target.pid());
            for (List<String> command : commands().toList()) {
                List<String> whole = new ArrayList<>(AS_NOBODY);
                whole.addAll(List.of(Jdks.current().java().toString(), "-jar", jar.toString()));
                whole.addAll(List.of(on(pid, command)));

                JspectProcess.Result result = JspectProcess.runCommand(whole, "");

                assertEquals(4, result.exitCode(), result.err());
                assertTrue(
                        result.err()
                                .startsWith("jspect: cannot attach to " + pid
                                        + " (Idle): it runs as user root. Try: sudo -u root jspect " + command.get(0)
                                        + " "),
                        result.err());
                assertEquals(1, result.err().lines().count(), result.err());
                assertEquals("", result.out());
            }
            assertEquals("ready\n", target.output());
        }
    }
}
