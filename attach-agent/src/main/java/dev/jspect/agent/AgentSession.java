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
        ByteBuffer output = null;
        while (true) {
            if (output == null) {
                output = outbox.next();
            }
            if (output == null && handler.isFinished()) {
                return;
            }
            key.interestOps(output == null ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            key.selector().select();
            // Whoever interrupts this thread must not end the session by it.
            Thread.interrupted();
            if (output != null && key.isWritable()) {
                channel.write(output);
                output = output.hasRemaining() ? output : null;
            }
            if (key.isReadable()) {
                if (channel.read(input) < 0) {
                    return;
                }
                ((Buffer) input).flip();
                for (Message request = decoder.decode(input); request != null; request = decoder.decode(input)) {
                    handler.handle(request);
                }
                ((Buffer) input).clear();
            }
            key.selector().selectedKeys().clear();
        }
    }
}
