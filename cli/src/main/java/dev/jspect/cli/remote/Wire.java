// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.MessageDecoder;
import dev.jspect.protocol.Op;
import dev.jspect.protocol.Protocol;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.Status;
import dev.jspect.shell.TargetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their replies over one connection. Any thread sends; one daemon thread of its own reads. When the
 * connection ends, for whatever reason, all that waits is told.
 */
final class Wire implements AutoCloseable {
    private static final long LONGEST_WRITE_MILLIS = 2_000;

    private final SocketChannel channel;
    private final Map<Integer, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable TargetException end;
    private volatile OutputStream out = OutputStream.nullOutputStream();
    private volatile OutputStream err = OutputStream.nullOutputStream();
    private volatile long droppedOutput;
    private volatile Consumer<byte[]> onException = ignored -> {};
    private volatile Consumer<byte[]> onCall = ignored -> {};
    /** How much output may still come: an evaluation has a limit, which a target may not keep to. */
    private final AtomicLong outputRoom = new AtomicLong(Protocol.MAX_OUTPUT);

    private final BooleanSupplier targetEnds;

    /**
     * Takes over a connection whose other end has the runtime already.
     *
     * @param targetEnds says, when the connection has, whether the process has ended as well; may wait a moment to know
     */
    Wire(SocketChannel channel, BooleanSupplier targetEnds) {
        this.channel = channel;
        this.targetEnds = targetEnds;
        Thread reader = new Thread(this::read, "jspect-wire");
        reader.setDaemon(true);
        reader.start();
    }

    /** Says where a snippet's output goes from now on. */
    void redirectOutput(OutputStream newOut, OutputStream newErr) {
        out = newOut;
        err = newErr;
    }

    /** Says who is given the bodies of exceptions from now on, by the thread that reads: it must not wait. */
    void listenToExceptions(Consumer<byte[]> listener) {
        onException = listener;
    }

    /** The same of calls, and of what patches say. */
    void listenToCalls(Consumer<byte[]> listener) {
        onCall = listener;
    }

    /** Throws why the connection has ended, if it has. */
    void check() throws TargetException {
        TargetException ended = end;
        if (ended != null) {
            throw ended;
        }
    }

    /** Returns how many bytes of output the target has dropped since the last call. */
    synchronized long takeDroppedOutput() {
        long dropped = droppedOutput;
        droppedOutput = 0;
        return dropped;
    }

    /** Sends a request; the future ends with its reply, or with a {@link TargetException}. */
    CompletableFuture<Message> send(int op, byte[] body) throws TargetException {
        if (body.length > Protocol.MAX_BODY) {
            throw new TargetException(
                    TargetException.Kind.FAILED,
                    "a request of " + body.length + " bytes is too long; the limit is " + Protocol.MAX_BODY);
        }
        if (op == Op.INVOKE || op == Op.READ_VARIABLE) {
            outputRoom.addAndGet(Protocol.MAX_OUTPUT);
        }
        CompletableFuture<Message> reply = new CompletableFuture<>();
        int id = lastId.incrementAndGet();
        waiting.put(id, reply);
        try {
            write(ByteBuffer.wrap(new Message(id, op, body).encoded()));
        } catch (IOException e) {
            finish(lost(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException(TargetException.Kind.FAILED, "interrupted while sending to the target");
        }
        TargetException ended = end;
        if (ended != null) {
            reply.completeExceptionally(ended);
        }
        return reply;
    }

    /** A target that takes nothing keeps its writer for ever: the next one has to end the connection for both. */
    private void write(ByteBuffer bytes) throws IOException, InterruptedException {
        if (!writing.tryLock(LONGEST_WRITE_MILLIS, TimeUnit.MILLISECONDS)) {
            close();
            throw new ProtocolException("it does not take what it is sent");
        }
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } finally {
            writing.unlock();
        }
    }

    private void read() {
        MessageDecoder decoder = new MessageDecoder();
        ByteBuffer input = ByteBuffer.allocate(64 * 1024);
        try {
            while (channel.read(input) >= 0) {
                input.flip();
                for (Message message = decoder.decode(input); message != null; message = decoder.decode(input)) {
                    take(message);
                }
                input.clear();
            }
            finish(lost("it has closed the connection"));
        } catch (IOException e) {
            finish(lost(String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            // Whoever waits must not wait for ever.
            finish(new TargetException(TargetException.Kind.GONE, "what the target has sent cannot be read: " + e));
        } finally {
            // Who writes at this moment waits for a target that may take nothing any more.
            close();
        }
    }

    /** A JVM that crashes says why in a file of its own; that it was sent away, or had no memory, is the other end's to know. */
    private TargetException lost(String how) {
        return new TargetException(
                TargetException.Kind.GONE,
                channel.isOpen() && targetEnds.getAsBoolean()
                        ? "the process has ended"
                        : "the connection to the target is lost: " + how
                                + "; the process still runs: it has no memory left, or another session has sent this one"
                                + " away");
    }

    private void take(Message message) throws IOException {
        switch (message.code) {
            case Status.STDOUT -> pass(message.body, out);
            case Status.STDERR -> pass(message.body, err);
            case Status.EXCEPTION -> onException.accept(message.body);
            case Status.CALL, Status.PATCH -> onCall.accept(message.body);
            case Status.OUTPUT_DROPPED -> addDropped(new BodyReader(message.body).readLong());
            case Status.OK, Status.THROWN, Status.STOPPED, Status.FAILED, Status.REFUSED -> {
                CompletableFuture<Message> reply = waiting.remove(message.id);
                if (reply == null) {
                    throw new ProtocolException("reply to request " + message.id + ", which nobody waits for");
                }
                reply.complete(message);
            }
            default -> throw new ProtocolException("reply with unknown code " + message.code);
        }
    }

    private synchronized void addDropped(long bytes) {
        droppedOutput += Math.max(0, bytes);
    }

    /** Output that cannot be written any more, into a closed pipe, must not end the session. */
    private void pass(byte[] bytes, OutputStream to) throws ProtocolException {
        if (outputRoom.addAndGet(-bytes.length) < 0) {
            throw new ProtocolException("more than " + Protocol.MAX_OUTPUT + " bytes of output an evaluation");
        }
        try {
            to.write(bytes);
            to.flush();
        } catch (IOException e) {
            return;
        }
    }

    private void finish(TargetException why) {
        if (end == null) {
            end = why;
        }
        for (CompletableFuture<Message> reply : waiting.values()) {
            reply.completeExceptionally(why);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned; the target notices by itself.
            return;
        }
    }
}
