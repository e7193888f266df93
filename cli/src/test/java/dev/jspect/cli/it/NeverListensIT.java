// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The target never listens for us: not before, while nor after a command looks into it. HotSpot's own socket does not count. */
final class NeverListensIT {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void noCommandMakesTheTargetListen(Jdks.Jdk jdk) throws Exception {
        try (TargetJvm target = TargetJvm.start(jdk, Shop.class)) {
            String pid = String.valueOf(target.pid());
            assertEquals(Set.of(), ListeningSockets.of(target.pid()));

            Set<String> seen;
            try (ListeningSockets sockets = ListeningSockets.watch(target.pid())) {
                run("frames", pid);
                // At the same time, which spares a wait.
                FutureTask<JspectProcess.Result> eval = enter("eval", pid, "-");
                FutureTask<JspectProcess.Result> shell = enter("shell", pid);
                awaitInside("eval", eval);
                awaitInside("shell", shell);
                int looks = sockets.looks();
                assertEquals("", Await.until(LIMIT, () -> sockets.looks() > looks + 1, () -> "nobody looks"));
                run("loaders", pid);
                run("detach", pid);
                assertDetached(eval);
                assertDetached(shell);
                EvalIT.assertNothingLeft(target);
                seen = sockets.seen();
            }

            // It is bound under a name of its own and then moved.
            String hotSpots = "unix /tmp/.java_pid" + target.pid();
            List<String> others = new ArrayList<>(seen);
            others.removeIf(socket -> socket.equals(hotSpots) || socket.equals(hotSpots + ".tmp"));
            assertEquals(List.of(), others);
            assertTrue(seen.size() > others.size(), "HotSpot's own is not seen, so others would not be either");
            assertEquals(1, ListeningSockets.of(target.pid()).size());
        }
    }

    private static void run(String... command) {
        JspectProcess.Result result = JspectProcess.run(command);
        assertEquals(0, result.exitCode(), result.err());
    }

    /** Starts a command with a snippet that does not end by itself. */
    private FutureTask<JspectProcess.Result> enter(String... command) {
        String snippet = "new java.io.File(\"" + inside(command[0]) + "\").createNewFile();"
                + " while (true) { java.util.concurrent.locks.LockSupport.parkNanos(2_000_000); }\n";
        FutureTask<JspectProcess.Result> run = new FutureTask<>(() -> JspectProcess.run(List.of(), snippet, command));
        new Thread(run, command[0]).start();
        return run;
    }

    /** What the snippet of a command makes when it runs. */
    private Path inside(String command) {
        return directory.resolve(command);
    }

    private void awaitInside(String command, FutureTask<JspectProcess.Result> run) throws Exception {
        Path inside = inside(command);
        String never = Await.until(
                LIMIT, () -> Files.exists(inside) || run.isDone(), () -> command + " does not reach the target");
        assertEquals("", never);
        assertFalse(run.isDone(), command + " has ended: " + (run.isDone() ? run.get() : ""));
    }

    private static void assertDetached(FutureTask<JspectProcess.Result> run) throws Exception {
        JspectProcess.Result result = run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(3, result.exitCode(), result.out() + result.err());
    }

    /** So that nothing found above means something. */
    @Test
    void seesWhoListens() throws IOException {
        int self = (int) ProcessHandle.current().pid();
        Path path = directory.resolve("s");
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            unix.bind(UnixDomainSocketAddress.of(path));

            Set<String> seen = ListeningSockets.of(self);

            assertTrue(seen.contains("unix " + path), seen.toString());
            String port = String.format(":%04X", tcp.getLocalPort());
            assertTrue(
                    seen.stream().anyMatch(socket -> socket.startsWith("tcp") && socket.endsWith(port)),
                    () -> seen + " lacks " + port);
        }
    }
}
