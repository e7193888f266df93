// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.Message;
import dev.jspect.protocol.MessageDecoder;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A session: the one thread of ours that a target has while the tool is attached. It reads requests and writes replies
 * through a selector, so that no other thread ever touches the connection: an interrupted thread that writes to a {@link
 * SocketChannel} closes it. Ends when the tool says farewell or its connection is gone, whatever the reason.
 */
public final class AgentSession implements Runnable {
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
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            Outbox outbox = new Outbox(selector);
            RequestHandler handler = new RequestHandler(outbox, channel, instrumentation);
            try {
                serve(channel.register(selector, SelectionKey.OP_READ), outbox, handler);
            } finally {
                handler.close();
                outbox.close();
            }
        } catch (IOException | CancelledKeyException e) {
            // The peer is gone or does not keep to the wire: there is nobody left to tell, and closing is all there is.
            return;
        }
    }

    private void serve(SelectionKey key, Outbox outbox, RequestHandler handler) throws IOException {
        MessageDecoder decoder = new MessageDecoder();
        ByteBuffer input = ByteBuffer.allocate(16 * 1024);
        ((Buffer) input).flip();
        ByteBuffer output = null;
        while (true) {
            handleAll(input, decoder, outbox, handler);
            if (output == null) {
                output = outbox.next();
            }
            if (output == null && handler.isFinished()) {
                return;
            }
            // What is left of the input waits for the tool to read its replies; so does what has not arrived.
            boolean reads = !input.hasRemaining();
            key.interestOps((output == null ? 0 : SelectionKey.OP_WRITE) | (reads ? SelectionKey.OP_READ : 0));
            key.selector().select();
            // Whoever interrupts this thread must not end the session by it.
            Thread.interrupted();
            if (output != null && key.isWritable()) {
                channel.write(output);
                output = output.hasRemaining() ? output : null;
            }
            if (reads && key.isReadable()) {
                ((Buffer) input).clear();
                int read = channel.read(input);
                ((Buffer) input).flip();
                if (read < 0) {
                    return;
                }
            }
            key.selector().selectedKeys().clear();
        }
    }

    /** A tool that asks and does not read the answers would fill the target's memory with them. */
    private static void handleAll(ByteBuffer input, MessageDecoder decoder, Outbox outbox, RequestHandler handler)
            throws IOException {
        while (input.hasRemaining() && !outbox.isFull()) {
            Message request = decoder.decode(input);
            if (request != null) {
                handler.handle(request);
            }
        }
    }
}
