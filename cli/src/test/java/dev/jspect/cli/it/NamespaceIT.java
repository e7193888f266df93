// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.Rendezvous;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.target.OrderService;
import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JVMs in namespaces of their own, as in containers; needs root to make them. */
final class NamespaceIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir(factory = VarTmp.class)
    private Path shared;

    private OtherUsers users;

    @BeforeEach
    void needsRoot() throws IOException {
        users = OtherUsers.in(shared);
    }

    /** Class paths that exist in the target's mount namespace only: directories, jars, and links to them. */
    @ParameterizedTest
    @CsvSource({"/tmp/app/classes", "/tmp/app/shop.jar", "/tmp/current/classes", "/tmp/shop.jar"})
    void evaluatesWhatOnlyTheTargetSees(String classPath) throws IOException {
        users.copy(TargetJars.plainClasses(), "classes");
        users.copy(TargetJvm.plainTargets(), "shop.jar");
        String inside = "mount -t tmpfs tmpfs /tmp && mkdir /tmp/app && cp -r classes shop.jar /tmp/app"
                + " && ln -s /tmp/app /tmp/current && ln -s /tmp/app/shop.jar /tmp/shop.jar && exec \"$0\" \"$@\"";
        try (TargetJvm target = TargetJvm.on(Jdks.current())
                .classPath(Path.of(classPath))
                .in(shared)
                .under("unshare", "-pfm", "--mount-proc", "--kill-child", "sh", "-c", inside)
                .start(Shop.class.getName())) {
            assertFalse(Files.exists(Path.of(classPath)), "it must be in the target's /tmp, not in ours");
            Inspection inspection = Inspection.of(target);
            inspection.assertListedAs("Shop");
            inspection.assertFrames("dev.jspect.target.Shop.main");

            assertEquals(Inspection.SHOP_VALUES, inspection.eval(Inspection.SHOP_SNIPPETS));
        }
    }

    /** As in most containers: the tool's machine has no such JDK. */
    @Test
    void evaluatesOnAJdkThatOnlyTheTargetSees() throws IOException {
        RuntimeImage.make(Jdks.newest(), shared, "java.base,java.instrument");
        users.copy(TargetJvm.plainTargets(), "shop.jar");
        String inside = "mount -t tmpfs tmpfs /tmp && cp -r image shop.jar /tmp && exec \"$0\" \"$@\"";
        try (TargetJvm target = TargetJvm.on(new Jdks.Jdk(Jdks.newest().feature(), Path.of("/tmp/image")))
                .classPath(Path.of("/tmp/shop.jar"))
                .in(shared)
                .under("unshare", "-pfm", "--mount-proc", "--kill-child", "sh", "-c", inside)
                .start(Shop.class.getName())) {
            Inspection inspection = Inspection.of(target);
            inspection.assertListedAs("Shop");
            inspection.assertFrames("dev.jspect.target.Shop.main");

            assertEquals(Inspection.SHOP_VALUES, inspection.eval(Inspection.SHOP_SNIPPETS));
        }
    }

    @Test
    void reachesAJvmInItsOwnPidAndMountNamespace() throws IOException {
        try (TargetJvm target = users.target(
                        Jdks.current(),
                        List.of(
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
        try (TargetJvm target = users.target(
                        Jdks.current(),
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
}
