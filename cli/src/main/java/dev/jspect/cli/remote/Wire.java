// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.MessageDecoder;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their replies over one connection. Any thread sends; one daemon thread of its own reads. When the
 * connection ends, for whatever reason, all that waits is told.
 */
final class Wire implements AutoCloseable {
    private final SocketChannel channel;
    private final Map<Integer, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Object writing = new Object();
    private volatile @Nullable TargetException end;
    private volatile OutputStream out = OutputStream.nullOutputStream();
    private volatile OutputStream err = OutputStream.nullOutputStream();
    private volatile long droppedOutput;

    /**
     * Takes over a connection whose other end has the runtime already.
     */
    Wire(SocketChannel channel) {
        this.channel = channel;
        Thread reader = new Thread(this::read, "jspect-wire");
        reader.setDaemon(true);
        reader.start();
    }

    /** Says where a snippet's output goes from now on. */
    void redirectOutput(OutputStream newOut, OutputStream newErr) {
        out = newOut;
        err = newErr;
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
        CompletableFuture<Message> reply = new CompletableFuture<>();
        int id = lastId.incrementAndGet();
        waiting.put(id, reply);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(new Message(id, op, body).encoded());
            synchronized (writing) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            finish(lost(e));
        }
        TargetException ended = end;
        if (ended != null) {
            reply.completeExceptionally(ended);
        }
        return reply;
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
            finish(new TargetException(
                    TargetException.Kind.GONE, "the target is gone: it has ended, or it has closed the connection"));
        } catch (IOException e) {
            finish(lost(e));
        }
    }

    private static TargetException lost(IOException e) {
        return new TargetException(
                TargetException.Kind.GONE, "the connection to the target is lost: " + e.getMessage());
    }

    private void take(Message message) throws IOException {
        switch (message.code) {
            case Status.STDOUT -> pass(message.body, out);
            case Status.STDERR -> pass(message.body, err);
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
    private static void pass(byte[] bytes, OutputStream to) {
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
