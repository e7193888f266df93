// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
            assertEquals(Set.of(), ListeningSockets.of(target.pid()));

            Set<String> seen;
            try (ListeningSockets sockets = ListeningSockets.watch(target.pid())) {
                JspectProcess.Result frames = JspectProcess.run("frames", String.valueOf(target.pid()));
                assertEquals(0, frames.exitCode(), frames.err());
                lookWhileInside(target, sockets, "eval", "-");
                lookWhileInside(target, sockets, "shell");
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

    /** Runs a command with a snippet that does not end before all sockets were looked at twice. */
    private void lookWhileInside(TargetJvm target, ListeningSockets sockets, String command, String... options)
            throws Exception {
        Path inside = directory.resolve(command + "-inside");
        Path seen = directory.resolve(command + "-seen");
        String snippet = "new java.io.File(\"" + inside + "\").createNewFile();\n" + "while (!new java.io.File(\""
                + seen + "\").exists()) {"
                + " java.util.concurrent.locks.LockSupport.parkNanos(2_000_000); }\n";
        List<String> line = new ArrayList<>(List.of(command, String.valueOf(target.pid())));
        line.addAll(List.of(options));
        FutureTask<JspectProcess.Result> run =
                new FutureTask<>(() -> JspectProcess.run(List.of(), snippet, line.toArray(String[]::new)));
        new Thread(run, command).start();
        try {
            String never = Await.until(
                    LIMIT, () -> Files.exists(inside) || run.isDone(), () -> command + " does not reach the target");
            assertEquals("", never);
            int looks = sockets.looks();
            String blind = Await.until(LIMIT, () -> sockets.looks() > looks + 1, () -> "nobody looks");
            assertEquals("", blind);
        } finally {
            Files.createFile(seen);
        }
        JspectProcess.Result result = run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(0, result.exitCode(), result.out() + result.err());
        assertTrue(Files.exists(inside), "it was never inside");
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
