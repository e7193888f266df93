// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jspect.target.Idle;
import dev.jspect.target.Virtual;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets whose {@code /tmp} is full or read-only; needs root, for a {@code /tmp} of their own. */
final class FullTmpIT {
    /** Not in /tmp, which the targets cannot see. */
    @TempDir(factory = VarTmp.class)
    private Path shared;

    @BeforeEach
    void needsRoot() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give a JVM a /tmp of its own");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private TargetJvm withTmp(String options) throws IOException {
        return withTmp(Jdks.current(), options, Idle.class);
    }

    private TargetJvm withVirtualThread(String options) throws IOException {
        Jdks.Jdk newest = Jdks.newest();
        assumeTrue(newest.feature() >= 21, "no JDK here has virtual threads");
        return withTmp(newest, options, Virtual.class);
    }

    private TargetJvm withTmp(Jdks.Jdk jdk, String options, Class<?> mainClass) throws IOException {
        Path copy = shared.resolve("classes");
        try (Stream<Path> files = Files.walk(TargetJvm.plainTargets())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        copy.resolve(TargetJvm.plainTargets().relativize(file).toString()));
            }
        }
        return TargetJvm.on(jdk)
                .classPath(copy)
                .in(shared)
                .under(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o " + options + " tmpfs /tmp && exec \"$0\" \"$@\"")
                .start(mainClass.getName());
    }

    private static Path tmp(TargetJvm target) {
        return Path.of("/proc/" + target.pid() + "/root/tmp");
    }

    /** Writes until there is no room for a byte more. */
    private static void fill(TargetJvm target) throws IOException {
        try (OutputStream out = Files.newOutputStream(tmp(target).resolve("fill"))) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full.getMessage());
        }
    }

    private static List<String> filesIn(TargetJvm target) {
        String[] names = tmp(target).toFile().list();
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    @Test
    void showsFramesButCannotPlaceAnAgentInAFullOne() throws IOException {
        try (TargetJvm target = withTmp("size=256k")) {
            String pid = String.valueOf(target.pid());
            fill(target);

            JspectProcess.Result frames = JspectProcess.run("frames", pid);
            List<String> before = filesIn(target);
            JspectProcess.Result eval = JspectProcess.run("eval", pid, "1 + 1");

            assertEquals(0, frames.exitCode(), frames.err());
            assertTrue(frames.out().contains("dev.jspect.target.Ready.untilStdinEnds"), frames.out());
            assertEquals(4, eval.exitCode());
            assertEquals(refusal(target, "No space left on device"), eval.err());
            assertEquals(before, filesIn(target));
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void cannotAttachWhereNoFileCanBeMade() throws IOException {
        // Room for the JVM's own counters: /tmp, its directory and its file.
        try (TargetJvm target = withTmp("size=256k,nr_inodes=3")) {
            List<String> before = filesIn(target);

            for (String[] command : commands(target)) {
                JspectProcess.Result result = JspectProcess.run(command);

                assertEquals(4, result.exitCode(), result.err());
                assertEquals(refusal(target, "No space left on device"), result.err());
            }

            assertEquals(before, filesIn(target));
            assertEquals("ready\n", target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void cannotAttachWhereItIsReadOnly() throws IOException {
        try (TargetJvm target = withTmp("ro")) {
            for (String[] command : commands(target)) {
                JspectProcess.Result result = JspectProcess.run(command);

                assertEquals(4, result.exitCode(), result.err());
                assertEquals(refusal(target, "Read-only file system"), result.err());
            }

            assertEquals("ready\n", target.output());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void leavesVirtualThreadsOutOfAFullOneAndSaysSo() throws IOException {
        try (TargetJvm target = withVirtualThread("size=256k")) {
            fill(target);
            JspectProcess.Result frames = JspectProcess.run("frames", String.valueOf(target.pid()));

            assertEquals(0, frames.exitCode(), frames.err());
            assertEquals(
                    "jspect: virtual threads are left out: the target's /tmp has less than 512 MB free\n",
                    frames.err());
            assertTrue(frames.out().contains("dev.jspect.target.Ready.untilStdinEnds"), frames.out());
            assertFalse(frames.out().contains("night-shift"), frames.out());
            EvalIT.assertNothingLeft(target);
        }
    }

    @Test
    void takesVirtualThreadsThroughARoomyOneOfItsOwn() throws IOException {
        try (TargetJvm target = withVirtualThread("size=1g")) {
            JspectProcess.Result frames = JspectProcess.run("frames", String.valueOf(target.pid()));

            assertEquals(0, frames.exitCode(), frames.err());
            assertEquals("", frames.err());
            assertTrue(frames.out().contains("night-shift"), frames.out());
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Their dump would go through /tmp; the scheduler of JDK 24 and later tells without it that there are none. */
    @Test
    void needsNoneWhereNoVirtualThreadEverRan() throws IOException {
        Jdks.Jdk newest = Jdks.newest();
        assumeTrue(newest.feature() >= 24, "no JDK here has a scheduler that can be asked");
        try (TargetJvm target = withTmp(newest, "size=256k", Idle.class)) {
            fill(target);
            JspectProcess.Result frames = JspectProcess.run("frames", String.valueOf(target.pid()));

            assertEquals(0, frames.exitCode(), frames.err());
            assertEquals("", frames.err());
            assertTrue(frames.out().contains("dev.jspect.target.Ready.untilStdinEnds"), frames.out());
        }
    }

    private static List<String[]> commands(TargetJvm target) {
        String pid = String.valueOf(target.pid());
        return List.of(new String[] {"frames", pid}, new String[] {"eval", pid, "1 + 1"});
    }

    private static String refusal(TargetJvm target, String why) {
        return "jspect: cannot meet " + target.pid() + " (Idle) in its /tmp: " + why + ". Look at it with: df "
                + tmp(target) + "; ls -ld " + tmp(target) + "\n";
    }
}
