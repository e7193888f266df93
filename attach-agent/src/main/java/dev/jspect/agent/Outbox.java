// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Outlet;
import dev.jspect.protocol.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayDeque;

/**
 * What waits to be written to the tool, in order. Any thread puts and never waits: what an evaluation may put is bounded
 * where it is made. The session's thread takes.
 */
final class Outbox implements Outlet {
    private static final int WRITE_SIZE = 64 * 1024;
    private static final long ENOUGH = 4 << 20;

    private final Selector selector;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<byte[]>();
    private long queued;
    private boolean closed;

    Outbox(Selector selector) {
        this.selector = selector;
    }

    @Override
    public synchronized void put(Message message) {
        if (!closed) {
            queue.add(message.encoded());
            queued += Message.HEADER_LENGTH + message.body.length;
            selector.wakeup();
        }
    }

    /** Says whether so much waits that nothing more should be asked for. */
    synchronized boolean isFull() {
        return queued > ENOUGH;
    }

    /** Takes what can be written at once, or null when there is nothing. */
    synchronized ByteBuffer next() {
        byte[] first = poll();
        if (first == null || queue.isEmpty()) {
            return first == null ? null : ByteBuffer.wrap(first);
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (byte[] message = first; message != null; message = batch.size() < WRITE_SIZE ? poll() : null) {
            batch.write(message, 0, message.length);
        }
        return ByteBuffer.wrap(batch.toByteArray());
    }

    private byte[] poll() {
        byte[] message = queue.poll();
        queued -= message == null ? 0 : message.length;
        return message;
    }

    synchronized void close() {
        closed = true;
        queue.clear();
    }
}
