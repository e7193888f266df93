// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.target.Idle;
import dev.jspect.target.OrderService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Targets that cannot or must not be attached to. */
final class BadTargetIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void leavesAProcessAloneThatIsNotAJvm() throws IOException, InterruptedException {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            JspectProcess.Result result = JspectProcess.run("doctor", Long.toString(sleep.pid()));

            assertEquals(ExitCode.NO_TARGET.number(), result.exitCode(), result.err());
            assertTrue(result.err().startsWith("jspect: " + sleep.pid() + " (sleep) is not a JVM"), result.err());
            assertFalse(sleep.waitFor(100, TimeUnit.MILLISECONDS), "it was ended");
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void saysThatThereIsNoSuchProcess() {
        JspectProcess.Result result = JspectProcess.run("doctor", "999999999");

        assertEquals(ExitCode.NO_TARGET.number(), result.exitCode());
        assertEquals("jspect: no process 999999999. See what runs: jspect ps\n", result.err());
    }

    @Test
    void listsTheCandidatesOfAnAmbiguousName() {
        try (TargetJvm one = TargetJvm.start(Jdks.current(), OrderService.class);
                TargetJvm two = TargetJvm.start(Jdks.current(), OrderService.class)) {
            JspectProcess.Result result = JspectProcess.run("doctor", "target.orderservice");

            assertEquals(ExitCode.NO_TARGET.number(), result.exitCode());
            assertTrue(result.err().contains("  " + one.pid() + " (OrderService)\n"), result.err());
            assertTrue(result.err().contains("  " + two.pid() + " (OrderService)\n"), result.err());
        }
    }

    @Test
    void refusesAStoppedJvmThatWasNeverAttachedTo() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Idle.class)) {
            JvmProcess jvm = select(target);
            target.signal("STOP", 'T');

            JspectException failure = assertThrows(JspectException.class, () -> AttachChannel.open(jvm, deadline()));

            assertEquals(ExitCode.NO_ANSWER, failure.exitCode());
            assertEquals(target.pid() + " (Idle) is stopped (state T)", failure.what());
            assertEquals("Continue it with: kill -CONT " + target.pid(), failure.remedy());
        }
    }

    @Test
    void refusesAStoppedJvmThatListensAlready() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Idle.class)) {
            JvmProcess jvm = select(target);
            AttachChannel.open(jvm, deadline());
            target.signal("STOP", 'T');

            JspectException failure = assertThrows(JspectException.class, () -> AttachChannel.open(jvm, deadline()));

            assertEquals(ExitCode.NO_ANSWER, failure.exitCode());
        }
    }

    @Test
    void doesNotWaitLongerThanToldForAJvmThatStopsInTheMiddle() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Idle.class)) {
            AttachChannel channel = AttachChannel.open(select(target), deadline());
            target.signal("STOP", 'T');
            long start = System.nanoTime();

            JspectException failure = assertThrows(
                    JspectException.class, () -> channel.threadDump(Deadline.after(Duration.ofMillis(300)), "-l"));

            assertEquals(ExitCode.NO_ANSWER, failure.exitCode());
            assertEquals("gave up while waiting for its thread dump", failure.why());
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos());
        }
    }

    @Test
    void saysThatAJvmDiedInTheMiddle() throws IOException, InterruptedException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Idle.class)) {
            AttachChannel channel = AttachChannel.open(select(target), deadline());
            target.signal("STOP", 'T');
            Thread killer = new Thread(target::close);
            killer.start();

            JspectException failure = assertThrows(JspectException.class, () -> channel.threadDump(deadline(), "-l"));

            killer.join(LIMIT.toMillis());
            assertTrue(
                    failure.exitCode() == ExitCode.NO_TARGET || failure.what().contains("broke off"),
                    failure.getMessage());
        }
    }

    @Test
    void refusesAJvmThatSwitchedAttachingOff() {
        try (TargetJvm target =
                TargetJvm.on(Jdks.current()).with("-XX:+DisableAttachMechanism").start(Idle.class.getName())) {
            JvmProcess jvm = select(target);

            JspectException failure = assertThrows(JspectException.class, () -> AttachChannel.open(jvm, deadline()));

            assertEquals(ExitCode.NOT_PERMITTED, failure.exitCode());
            assertEquals("it was started with -XX:+DisableAttachMechanism", failure.why());
            assertEquals("ready\n", target.output());
        }
    }

    @Test
    void attachesWithoutASignalToAJvmThatDoesNotHandleIt() {
        try (TargetJvm target = TargetJvm.on(Jdks.current()).with("-Xrs").start(Idle.class.getName())) {
            String answer = AttachChannel.open(select(target), deadline()).jcmd(deadline(), "VM.version");

            assertTrue(answer.contains("version"), answer);
        }
    }

    @Test
    void removesItsTriggerFile() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Idle.class)) {
            AttachChannel.open(select(target), deadline());

            assertFalse(Files.exists(Path.of("/tmp/.attach_pid" + target.pid())));
            assertFalse(Files.exists(Path.of("/proc/" + target.pid() + "/cwd/.attach_pid" + target.pid())));
        }
    }

    private static JvmProcess select(TargetJvm target) {
        return TargetSelector.select(Integer.toString(target.pid()));
    }

    private static Deadline deadline() {
        return Deadline.after(LIMIT);
    }
}
