// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.Rendezvous;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.target.OrderService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs of other users and in namespaces of their own; needs root to make them. */
final class StrangerIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    /** Not in /tmp, which a namespace of its own hides. */
    @TempDir(factory = VarTmp.class)
    private Path shared;

    @BeforeEach
    void needsRoot() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can start JVMs of other users");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void listsTheJvmOfAnotherUserAndSaysWhyNotMore() throws IOException {
        Path jar = Files.copy(JspectProcess.jar(), shared.resolve("jspect.jar"), StandardCopyOption.REPLACE_EXISTING);
        try (TargetJvm target = TargetJvm.start(Jdks.current(), OrderService.class)) {
            List<String> asNobody = List.of(
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    Jdks.current().java().toString(),
                    "-jar",
                    jar.toString(),
                    "doctor",
                    "--check",
                    Integer.toString(target.pid()));

            JspectProcess.Result result = JspectProcess.runCommand(asNobody, "");

            assertEquals(1, result.exitCode(), result.err());
            assertTrue(result.out().contains("(OrderService): it runs as user root"), result.out());
            assertTrue(result.out().contains("Try: sudo -u root jspect"), result.out());
        }
    }

    @Test
    void rootMeetsTheJvmOfAnotherUser() throws IOException {
        try (TargetJvm target = underOn(AS_NOBODY).start(OrderService.class.getName())) {
            JvmProcess jvm = TargetSelector.select(Integer.toString(target.pid()));
            AttachChannel channel = AttachChannel.open(jvm, Deadline.after(LIMIT));

            assertTrue(channel.threadDump(Deadline.after(LIMIT), "").contains("OrderService"));
            try (Rendezvous rendezvous = Rendezvous.open(jvm)) {
                rendezvous.place("a.txt", "content".getBytes(StandardCharsets.UTF_8));
                assertEquals(65534, Files.getAttribute(rendezvous.directory(), "unix:uid"));
                JspectProcess.Result read = JspectProcess.runCommand(
                        List.of(
                                "setpriv",
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                "cat",
                                rendezvous.directory().resolve("a.txt").toString()),
                        "");
                assertEquals("content", read.out(), read.err());
            }
        }
    }

    @Test
    void reachesAJvmInItsOwnPidAndMountNamespace() throws IOException {
        try (TargetJvm target = underOn(List.of(
                        "unshare",
                        "-pfm",
                        "--mount-proc",
                        "--kill-child",
                        "sh",
                        "-c",
                        "mount -t tmpfs tmpfs /tmp && exec \"$0\" \"$@\""))
                .start(OrderService.class.getName())) {
            JvmProcess jvm = TargetSelector.select(Integer.toString(target.pid()));

            assertEquals("OrderService", jvm.name());
            assertEquals(Jdks.current().feature(), jvm.feature());
            assertNotEquals(jvm.pid(), jvm.nsPid());
            assertNotNull(jvm.container());
            AttachChannel channel = AttachChannel.open(jvm, Deadline.after(LIMIT));
            assertTrue(channel.threadDump(Deadline.after(LIMIT), "").contains("OrderService"));
            Path directory;
            try (Rendezvous rendezvous = Rendezvous.open(jvm)) {
                directory = rendezvous.directory();
                String inTarget = rendezvous.place("a.txt", "content".getBytes(StandardCharsets.UTF_8));
                assertEquals("content", Files.readString(jvm.seenFromHere(inTarget)));
                assertFalse(Files.exists(Path.of(inTarget)), "it must be in the target's /tmp, not in ours");
            }
            assertFalse(Files.exists(directory));
        }
    }

    @Test
    void refusesAtOnceAJvmThatCannotListenInItsTmp() throws IOException {
        try (TargetJvm target = underOn(
                        List.of("unshare", "-m", "sh", "-c", "mount -t tmpfs -o ro tmpfs /tmp && exec \"$0\" \"$@\""))
                .start(OrderService.class.getName())) {
            JvmProcess jvm = TargetSelector.select(Integer.toString(target.pid()));

            JspectException failure =
                    assertThrows(JspectException.class, () -> AttachChannel.open(jvm, Deadline.after(LIMIT)));

            assertEquals(ExitCode.NOT_PERMITTED, failure.exitCode());
            assertEquals("Read-only file system", failure.why());
            assertTrue(target.isAlive());
            assertEquals("ready\n", target.output());
        }
    }

    /** A target whose classes anybody can read, from any namespace. */
    private TargetJvm.Launch underOn(List<String> prefix) throws IOException {
        Path classes = TargetJvm.plainTargets();
        Path copy = shared.resolve("classes");
        try (var files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, copy.resolve(classes.relativize(file).toString()));
            }
        }
        return TargetJvm.on(Jdks.current()).classPath(copy).in(shared).under(prefix.toArray(String[]::new));
    }
}
