// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.target.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several tools that want the same JVM to listen. */
final class AttachTogetherIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TOOLS = 8;

    /** A SIGQUIT that finds the JVM listening already has it print a thread dump, for the service's log. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void theTargetPrintsNothing(Jdks.Jdk jdk) throws Exception {
        try (TargetJvm target = TargetJvm.start(jdk, Shop.class)) {
            JvmProcess jvm = TargetSelector.select(String.valueOf(target.pid()));
            CountDownLatch start = new CountDownLatch(1);
            List<FutureTask<Boolean>> tools = new ArrayList<>();
            for (int i = 0; i < TOOLS; i++) {
                FutureTask<Boolean> tool = new FutureTask<>(() -> {
                    start.await();
                    AttachChannel channel = AttachChannel.open(jvm, Deadline.after(LIMIT));
                    return channel.systemProperties(Deadline.after(LIMIT)).contains("java.home");
                });
                tools.add(tool);
                new Thread(tool, "tool " + i).start();
            }
            start.countDown();
            for (FutureTask<Boolean> tool : tools) {
                assertTrue(tool.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
            assertEquals("ready\n", target.output());
            assertFalse(Files.exists(trigger(target)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void oneThatWasKilledIsInNobodysWay(Jdks.Jdk jdk) throws Exception {
        try (TargetJvm target = TargetJvm.start(jdk, Shop.class)) {
            Files.createFile(trigger(target));

            JspectProcess.Result result = JspectHere.run("frames", String.valueOf(target.pid()));

            assertEquals(0, result.exitCode(), result.err());
            assertEquals("ready\n", target.output());
            assertFalse(Files.exists(trigger(target)));
        }
    }

    private static Path trigger(TargetJvm target) {
        return Path.of("/tmp/.attach_pid" + target.pid());
    }
}
