// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentAttacherTest {
    private static final String TOKEN = "0123456789abcdef".repeat(4);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final byte[] RUNTIME = {1, 2, 3};

    @TempDir
    private Path directory;

    private ServerSocketChannel server;
    private SocketChannel guest;
    private SocketChannel host;

    @BeforeEach
    void connect() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        guest = SocketChannel.open(address);
        host = server.accept();
    }

    @AfterEach
    void disconnect() throws IOException {
        guest.close();
        host.close();
        server.close();
    }

    /** Another one, one that differs at its end, and one that is cut short. */
    @ParameterizedTest
    @ValueSource(strings = {"ffffffffffffffff", "0123456789abcdee", "0123456789abcde"})
    void turnsAwayWhoDoesNotKnowTheToken(String end) throws IOException {
        say(TOKEN.substring(16) + end);

        JspectException failure = assertThrows(JspectException.class, () -> open(LIMIT));

        assertEquals(ExitCode.NO_ANSWER, failure.exitCode());
        assertEquals("who connected does not know the token", failure.why());
        assertEquals(-1, guest.read(ByteBuffer.allocate(1)), "nothing may be said to him");
    }

    @Test
    void sendsTheRuntimeToWhoDoes() throws IOException {
        say(TOKEN);

        open(LIMIT);

        ByteBuffer said = ByteBuffer.allocate(Integer.BYTES + RUNTIME.length);
        while (said.hasRemaining() && guest.read(said) >= 0) {}
        assertEquals(ByteBuffer.allocate(7).putInt(RUNTIME.length).put(RUNTIME).flip(), said.flip());
    }

    @Test
    @Timeout(10)
    void doesNotWaitForEverForWhoSaysNothing() throws IOException {
        JspectException failure = assertThrows(JspectException.class, () -> open(Duration.ofMillis(50)));

        assertEquals(ExitCode.NO_ANSWER, failure.exitCode());
        assertEquals("gave up while waiting for the agent to say who it is", failure.why());
        assertEquals(-1, guest.read(ByteBuffer.allocate(1)), "he may go");
    }

    private void say(String token) throws IOException {
        guest.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
        guest.shutdownOutput();
    }

    private void open(Duration limit) {
        AgentAttacher.open(target(), host, TOKEN, RUNTIME, Deadline.after(limit));
    }

    /** This process: a dead one would not be waited for. */
    private static JvmProcess target() {
        int pid = (int) ProcessHandle.current().pid();
        return new JvmProcess(
                pid,
                pid,
                "Main",
                "app.Main",
                null,
                List.of(),
                List.of(),
                "17.0.15",
                "/opt/jdk",
                null,
                "OpenJDK",
                "me",
                1000,
                1000,
                0,
                12_345,
                null,
                true,
                null,
                Path.of("/"));
    }
}
