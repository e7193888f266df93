// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.Rendezvous;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.target.OrderService;
import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs of other users; needs root to make them. */
final class StrangerIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir(factory = VarTmp.class)
    private Path shared;

    private OtherUsers users;

    @BeforeEach
    void needsRoot() throws IOException {
        users = OtherUsers.in(shared);
    }

    @Test
    void listsTheJvmOfAnotherUserAndSaysWhyNotMore() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), OrderService.class)) {
            JspectProcess.Result result =
                    users.jspect(OtherUsers.AS_NOBODY, "doctor", "--check", Integer.toString(target.pid()));

            assertEquals(1, result.exitCode(), result.err());
            assertTrue(result.out().contains("(OrderService): it runs as user root"), result.out());
            assertTrue(result.out().contains("Try: sudo -u root jspect"), result.out());
        }
    }

    @Test
    void aStrangerIsToldWhoMayEvaluate() throws IOException {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), OrderService.class)) {
            String pid = Integer.toString(target.pid());
            JspectProcess.Result eval = users.jspect(OtherUsers.AS_NOBODY, "eval", pid, "1 + 1");
            JspectProcess.Result loaders = users.jspect(OtherUsers.AS_NOBODY, "loaders", pid);

            String refused =
                    "jspect: cannot attach to " + pid + " (OrderService): it runs as user root. Try: sudo -u root ";
            assertEquals(refused + "jspect eval " + pid + " '1 + 1'\n", eval.err());
            assertEquals(refused + "jspect loaders " + pid + "\n", loaders.err());
            assertEquals(4, eval.exitCode());
            assertEquals(4, loaders.exitCode());
            assertEquals("ready\n", target.output());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void rootEvaluatesInTheJvmOfAnotherUser(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = users.target(jdk, OtherUsers.AS_NOBODY).start(Shop.class.getName())) {
            Inspection inspection = Inspection.of(target);
            inspection.assertListedAs("Shop");
            inspection.assertFrames("dev.jspect.target.Shop.main");
            assertEquals(Inspection.SHOP_VALUES, inspection.eval(Inspection.SHOP_SNIPPETS));
        }
    }

    @Test
    void rootMeetsTheJvmOfAnotherUser() throws IOException {
        try (TargetJvm target =
                users.target(Jdks.current(), OtherUsers.AS_NOBODY).start(OrderService.class.getName())) {
            JvmProcess jvm = TargetSelector.select(Integer.toString(target.pid()));
            AttachChannel channel = AttachChannel.open(jvm, Deadline.after(LIMIT));

            assertTrue(channel.threadDump(Deadline.after(LIMIT), "").contains("OrderService"));
            try (Rendezvous rendezvous = Rendezvous.open(jvm)) {
                rendezvous.place("a.txt", "content".getBytes(StandardCharsets.UTF_8));
                assertEquals(65534, Files.getAttribute(rendezvous.directory(), "unix:uid"));
                List<String> command = new ArrayList<>(OtherUsers.AS_NOBODY);
                command.addAll(
                        List.of("cat", rendezvous.directory().resolve("a.txt").toString()));
                JspectProcess.Result read = JspectProcess.runCommand(command, "");
                assertEquals("content", read.out(), read.err());
            }
        }
    }

    /** Left behind by another user's JVM that had the same process id, say. */
    @Test
    void namesTheFileThatKeepsTheTargetFromListening() throws IOException {
        try (TargetJvm target =
                users.target(Jdks.current(), OtherUsers.AS_NOBODY).start(OrderService.class.getName())) {
            Path inTheWay = Path.of("/tmp/.java_pid" + target.pid());
            Files.createFile(inTheWay);
            try {
                String pid = Integer.toString(target.pid());
                JspectProcess.Result result = JspectProcess.run("eval", pid, "1 + 1");

                assertEquals(
                        "jspect: cannot attach to " + pid + " (OrderService): a file of user id 0 lies where its attach"
                                + " socket must be, and it may not replace that. If no JVM of that user listens there:"
                                + " sudo rm " + inTheWay + "\n",
                        result.err());
                assertEquals(4, result.exitCode());
                assertEquals("ready\n", target.output());
            } finally {
                Files.deleteIfExists(inTheWay);
            }
        }
    }
}
