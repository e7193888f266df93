// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.Message;
import dev.jspect.protocol.MessageDecoder;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * A session: the one thread of ours that a target has while the tool is attached and nothing runs. It reads requests and
 * carries them out; {@link Outbox} writes the replies. Without a selector, which would load some fifty classes of the JDK
 * into a target that has not needed them. Ends when the tool says farewell or its connection is gone, whatever the reason;
 * also when somebody interrupts this thread. Where the tool has left a patch in place, goes on until that ends.
 */
public final class AgentSession implements Runnable {
    private static final long MEMORY_NANOS = 1_000_000_000;
    private static final long RETRY_NANOS = 25_000_000;
    /** As long as the tool waits for an answer, which has already taken all back. */
    private static final long FAREWELL_MILLIS = 10_000;

    private static final long UNREAD_MILLIS = 60_000;

    private final SocketChannel channel;
    private final Instrumentation instrumentation;

    /**
     * @param channel connected to the tool, in blocking mode, right behind the runtime; whoever calls closes it
     * @param instrumentation of the agent that was loaded
     */
    public AgentSession(SocketChannel channel, Instrumentation instrumentation) {
        this.channel = channel;
        this.instrumentation = instrumentation;
    }

    @Override
    public void run() {
        Outbox outbox = new Outbox(channel);
        RequestHandler handler = new RequestHandler(outbox, channel, instrumentation);
        try {
            serve(outbox, handler);
            if (handler.isFinished()) {
                outbox.awaitEmpty(FAREWELL_MILLIS);
                handler.awaitDetached();
            }
        } catch (IOException | InterruptedException e) {
            // The peer is gone or does not keep to the wire: there is nobody left to tell, and closing is all there is.
            return;
        } finally {
            handler.close();
            outbox.close();
        }
    }

    private void serve(Outbox outbox, RequestHandler handler) throws IOException, InterruptedException {
        MessageDecoder decoder = new MessageDecoder();
        ByteBuffer input = ByteBuffer.allocate(16 * 1024);
        while (!handler.isFinished() && channel.read(input) >= 0) {
            ((Buffer) input).flip();
            while (input.hasRemaining()) {
                Message request = decode(decoder, input);
                if (request != null) {
                    // A tool that asks and does not read the answers would fill the target's memory with them.
                    outbox.awaitSpace(UNREAD_MILLIS);
                    handler.handle(request);
                }
            }
            ((Buffer) input).clear();
        }
    }

    private static Message decode(MessageDecoder decoder, ByteBuffer input) throws IOException {
        long end = System.nanoTime() + MEMORY_NANOS;
        while (true) {
            try {
                return decoder.decode(input);
            } catch (OutOfMemoryError full) {
                if (!awaitsMemory(end)) {
                    throw full;
                }
            }
        }
    }

    /**
     * Waits a little before something is tried again that there was no memory for: a full heap may not be full for long.
     *
     * @param end when it is tried no more
     * @return false from then on
     */
    static boolean awaitsMemory(long end) {
        if (System.nanoTime() - end > 0) {
            return false;
        }
        LockSupport.parkNanos(RETRY_NANOS);
        return true;
    }
}
