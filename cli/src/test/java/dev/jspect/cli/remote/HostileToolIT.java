// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.AgentJar;
import dev.jspect.cli.attach.AttachChannel;
import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.LeftOvers;
import dev.jspect.cli.attach.Rendezvous;
import dev.jspect.cli.attach.TargetSelector;
import dev.jspect.cli.it.Await;
import dev.jspect.cli.it.Jdks;
import dev.jspect.cli.it.JspectProcess;
import dev.jspect.cli.it.TargetJvm;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.Protocol;
import dev.jspect.target.Shop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools that do not keep to the wire: the target ends their session, says nothing, and lives on in its memory. */
final class HostileToolIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ROUNDS = 60;

    private final byte[] runtime = AgentFiles.runtime();

    private TargetJvm target;
    private JvmProcess jvm;

    @BeforeEach
    void start() {
        target = TargetJvm.on(Jdks.current()).with("-Xmx64m").start(Shop.class.getName());
        jvm = TargetSelector.select(String.valueOf(target.pid()));
    }

    @AfterEach
    void end() {
        target.close();
    }

    /** Brings the agent in as the tool does, up to where the runtime is due. */
    private SocketChannel connect() throws IOException {
        Deadline deadline = Deadline.after(LIMIT);
        AttachChannel channel = AttachChannel.open(jvm, deadline);
        try (Rendezvous rendezvous = Rendezvous.open(jvm)) {
            String options = String.join(
                    ";",
                    "1",
                    "f".repeat(Protocol.TOKEN_LENGTH),
                    AgentFiles.sha256(runtime),
                    "dev.jspect.agent.AgentSession",
                    rendezvous.address());
            AgentJar.load(jvm, channel, deadline, AgentFiles.doorway(), options);
            SocketChannel connection = rendezvous.accept(deadline);
            ByteBuffer token = ByteBuffer.allocate(Protocol.TOKEN_LENGTH);
            while (token.hasRemaining() && connection.read(token) >= 0) {}
            return connection;
        }
    }

    private SocketChannel session() throws IOException {
        SocketChannel connection = connect();
        write(connection, ByteBuffer.allocate(4).putInt(0, runtime.length).array());
        write(connection, runtime);
        return connection;
    }

    private static void write(SocketChannel connection, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            connection.write(buffer);
        }
    }

    private void assertLivesOn(String about) {
        assertEquals(List.of(), LeftOvers.awaitNone(jvm, LIMIT.toMillis()), about);
        assertTrue(target.isAlive(), about);
        assertEquals("ready\n", target.output(), about);
    }

    /** Waits until the target has closed its end, whatever it says before. */
    private static void assertEnds(SocketChannel connection, String about) throws IOException {
        connection.configureBlocking(false);
        ByteBuffer ignored = ByteBuffer.allocate(1 << 16);
        String trouble = Await.until(
                LIMIT,
                () -> {
                    ignored.clear();
                    try {
                        return connection.read(ignored) < 0;
                    } catch (IOException reset) {
                        return true;
                    }
                },
                () -> about + ": the session goes on");
        assertEquals("", trouble);
    }

    @Test
    void endsTheSessionOfWhoSendsAnyBytes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String about = "round " + round + ", seed " + seed;
            try (SocketChannel connection = session()) {
                try {
                    for (int i = random.nextInt(8); i > 0; i--) {
                        write(connection, anyRequest(random).encoded());
                    }
                    write(connection, badEnd(random));
                } catch (IOException closedAlready) {
                    // It was bad enough before.
                }
                assertEnds(connection, about);
            }
        }
        assertLivesOn("seed " + seed);
    }

    /** A request of a known code, with anything for a body. */
    private static Message anyRequest(Random random) {
        byte[] body = new byte[random.nextInt(200)];
        random.nextBytes(body);
        for (int i = 0; i < body.length && random.nextBoolean(); i += 4) {
            // Small numbers are what counts and lengths look like.
            Arrays.fill(body, i, Math.min(body.length, i + 3), (byte) 0);
        }
        return new Message(random.nextInt(1000), 1 + random.nextInt(Op.STACKS), body);
    }

    /** A header that is none. */
    private static byte[] badEnd(Random random) {
        ByteBuffer header = ByteBuffer.allocate(Message.HEADER_LENGTH);
        return switch (random.nextInt(4)) {
            case 0 ->
                header.putInt(-1 - random.nextInt(1000))
                        .putInt(1)
                        .putInt(Op.HELLO)
                        .array();
            case 1 ->
                header.putInt(Protocol.MAX_BODY + 1 + random.nextInt(1000))
                        .putInt(1)
                        .putInt(Op.HELLO)
                        .array();
            case 2 ->
                header.putInt(0)
                        .putInt(-1 - random.nextInt(1000))
                        .putInt(Op.HELLO)
                        .array();
            default ->
                header.putInt(0)
                        .putInt(1)
                        .putInt(Op.FAREWELL + 1 + random.nextInt(1000))
                        .array();
        };
    }

    @Test
    void endsTheSessionOfWhoSendsAnotherRuntime() throws IOException {
        byte[] other = runtime.clone();
        other[other.length / 2] ^= 1;
        for (int length :
                new int[] {-1, Integer.MIN_VALUE, Protocol.MAX_RUNTIME + 1, Integer.MAX_VALUE, runtime.length}) {
            try (SocketChannel connection = connect()) {
                write(connection, ByteBuffer.allocate(4).putInt(0, length).array());
                if (length == runtime.length) {
                    write(connection, other);
                }
                assertEnds(connection, "runtime of length " + length);
            }
        }
        assertLivesOn("other runtimes");
    }

    @Test
    void endsTheSessionOfWhoLeavesInTheMiddle() throws IOException {
        byte[] message = new Message(
                        1, Op.CLASS_FILE, new BodyWriter().writeString("a.B").toByteArray())
                .encoded();
        for (int length = 0; length < message.length; length++) {
            try (SocketChannel connection = session()) {
                write(connection, Arrays.copyOf(message, length));
            }
        }
        assertLivesOn("half a message");
    }

    /** What waits to be written to a tool that sends nothing more keeps nobody. */
    @Test
    void endsTheSessionOfWhoSendsNoMoreAndReadsNothing() throws IOException {
        byte[] name = new BodyWriter().writeString("java.lang.String").toByteArray();
        try (SocketChannel connection = session()) {
            for (int i = 0; i < 60; i++) {
                write(connection, new Message(i, Op.CLASS_FILE, name).encoded());
            }
            connection.shutdownOutput();

            assertLivesOn("nothing was read");
        }
    }

    /** Replies of some 300 MB in all: the target may not keep them for a tool that does not read. */
    @Test
    void doesNotFillItsMemoryWithRepliesThatNobodyReads() throws IOException {
        byte[] name = new BodyWriter()
                .writeString("java.util.concurrent.ConcurrentHashMap")
                .toByteArray();
        try (SocketChannel connection = session()) {
            connection.configureBlocking(false);
            ByteBuffer request = ByteBuffer.wrap(new Message(1, Op.CLASS_FILE, name).encoded());
            long stuckSince = System.nanoTime();
            for (int sent = 0; sent < 10_000 && !isOld(stuckSince); ) {
                if (connection.write(request) > 0) {
                    stuckSince = System.nanoTime();
                }
                if (!request.hasRemaining()) {
                    request.rewind();
                    sent++;
                }
            }
            assertTrue(target.isAlive());
        }
        assertLivesOn("many replies");
        JspectProcess.Result next = JspectProcess.run("eval", String.valueOf(target.pid()), "1 + 1", "-q");
        assertEquals("2\n", next.out(), next.err());
    }

    private static boolean isOld(long nanos) {
        return System.nanoTime() - nanos > Duration.ofMillis(500).toNanos();
    }
}
