// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.MessageDecoder;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.Protocol;
import dev.jspect.protocol.Status;
import dev.jspect.shell.JvmDescription;
import dev.jspect.shell.TargetException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that answer with anything: each call ends, with an answer or a {@link TargetException}, in bounded memory. */
final class HostileTargetTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int ROUNDS = 300;

    @TempDir
    private Path directory;

    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(directory.resolve("s")));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** What a target does with its connection. */
    private interface Behavior {
        void on(SocketChannel connection) throws IOException;
    }

    private SocketChannel connectionTo(Behavior behavior) throws IOException {
        SocketChannel theirs = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("s")));
        SocketChannel ours = server.accept();
        Thread thread = new Thread(() -> {
            try (theirs) {
                behavior.on(theirs);
            } catch (IOException toolHasClosed) {
                // Which is what the tool should do.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return ours;
    }

    private RemoteTarget targetThat(Behavior behavior) throws IOException {
        Path root = Path.of("/");
        JvmProcess process = new JvmProcess(
                1, 1, "x", null, null, List.of(), List.of(), "17", "/", null, null, "u", 1, 1, 1, 1, null, true, null,
                root);
        JvmDescription jvm = new JvmDescription(1, "x", 17, "17", root, root);
        return new RemoteTarget(
                process,
                jvm,
                new Wire(connectionTo(behavior), () -> false),
                ValueLimits.DEFAULT,
                Deadline.after(Duration.ofSeconds(1)));
    }

    private static void write(SocketChannel connection, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            connection.write(buffer);
        }
    }

    /** Reads requests and answers each; after some answers it closes. */
    private static void answerAnything(SocketChannel connection, Random random) throws IOException {
        MessageDecoder decoder = new MessageDecoder();
        ByteBuffer input = ByteBuffer.allocate(1 << 16);
        for (int left = 1 + random.nextInt(6); left > 0 && connection.read(input) >= 0; ) {
            input.flip();
            for (Message request = decoder.decode(input); request != null; request = decoder.decode(input)) {
                write(connection, anyAnswer(request, random));
                left--;
            }
            input.clear();
        }
    }

    private static byte[] anyAnswer(Message request, Random random) {
        byte[] body = new byte[random.nextInt(64)];
        random.nextBytes(body);
        for (int i = 0; i + 3 < body.length && random.nextInt(4) > 0; i += 4) {
            ByteBuffer.wrap(body).putInt(i, random.nextInt(8) - 1);
        }
        return switch (random.nextInt(8)) {
            case 0 -> body;
            case 1 -> new Message(request.id + 1, Status.OK, body).encoded();
            case 2 ->
                ByteBuffer.allocate(12)
                        .putInt(random.nextInt())
                        .putInt(request.id)
                        .putInt(Status.OK)
                        .array();
            case 3 -> new Message(request.id, random.nextInt(200), body).encoded();
            default -> new Message(request.id, Status.OK + random.nextInt(5), body).encoded();
        };
    }

    /** Calls all there is; says how many of the calls failed. */
    private static int failuresOf(RemoteTarget target) {
        int failures = 0;
        for (Call call : List.<Call>of(
                RemoteTarget::hello,
                RemoteTarget::loaders,
                RemoteTarget::loadedClasses,
                there -> there.classFile("a.B"),
                there -> there.invoke(1, "a.B", "c"),
                there -> there.stop(1, false),
                RemoteTarget::endOthers)) {
            try {
                call.on(target);
            } catch (TargetException expected) {
                failures++;
            }
        }
        return failures;
    }

    private interface Call {
        @Nullable
        Object on(RemoteTarget target) throws TargetException;
    }

    @Test
    void eachCallEndsWhateverTheTargetAnswers() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int failures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long roundSeed = random.nextLong();
            try (RemoteTarget target = targetThat(theirs -> answerAnything(theirs, new Random(roundSeed)))) {
                failures +=
                        assertTimeoutPreemptively(LIMIT, () -> failuresOf(target), "round " + round + ", seed " + seed);
            }
        }
        assertTrue(failures > ROUNDS, failures + " failures with seed " + seed);
    }

    @Test
    void takesNoMoreOutputThanAgreed() throws IOException {
        AtomicLong taken = new AtomicLong();
        try (RemoteTarget target = targetThat(theirs -> {
            byte[] output = new Message(0, Status.STDOUT, new byte[1 << 18]).encoded();
            for (int i = 0; i < 256; i++) {
                write(theirs, output);
            }
        })) {
            target.redirectOutput(new Counter(taken), new Counter(taken));

            TargetException e = assertTimeoutPreemptively(
                    LIMIT, () -> assertThrows(TargetException.class, () -> target.invoke(1, "a.B", "c")));

            assertEquals(TargetException.Kind.GONE, e.kind());
            assertTrue(taken.get() <= 2L * Protocol.MAX_OUTPUT, taken + " bytes");
        }
    }

    /** One thread is stuck in writing; the next that wants to write ends the connection for both. */
    @Test
    void doesNotWaitForATargetThatTakesNothing() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Wire wire = new Wire(connectionTo(theirs -> awaitQuietly(over)), () -> false)) {
            FutureTask<CompletableFuture<Message>> stuck =
                    new FutureTask<>(() -> wire.send(Op.DEFINE, new byte[Protocol.MAX_BODY]));
            new Thread(stuck, "stuck").start();
            CompletableFuture<Message> next =
                    assertTimeoutPreemptively(LIMIT, () -> wire.send(Op.DEFINE, new byte[Protocol.MAX_BODY]));

            assertThrows(ExecutionException.class, () -> next.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
            CompletableFuture<Message> first = stuck.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThrows(ExecutionException.class, () -> first.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        } finally {
            over.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts and forgets. */
    private static final class Counter extends OutputStream {
        private final AtomicLong count;

        Counter(AtomicLong count) {
            this.count = count;
        }

        @Override
        public void write(int b) {
            count.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count.addAndGet(length);
        }
    }
}
