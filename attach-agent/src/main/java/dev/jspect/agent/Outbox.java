// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Outlet;
import dev.jspect.protocol.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * What waits to be written to the tool, in order. Any thread puts and never waits: what an evaluation may put is bounded
 * where it is made. A thread of its own writes, and lives as long as there is something to write: a thread that runs
 * snippets gets interrupted, and an interrupted thread that writes to a {@link SocketChannel} closes it.
 */
final class Outbox implements Outlet, Runnable {
    private static final int WRITE_SIZE = 64 * 1024;
    private static final long ENOUGH = 4 << 20;

    private final SocketChannel channel;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<byte[]>();
    private long queued;
    private boolean writing;
    private boolean closed;

    /**
     * @param channel in blocking mode
     */
    Outbox(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public synchronized void put(Message message) {
        if (closed) {
            return;
        }
        queue.add(message.encoded());
        queued += Message.HEADER_LENGTH + message.body.length;
        if (!writing) {
            writing = true;
            startWriter();
        }
    }

    private void startWriter() {
        try {
            Thread thread = new Thread(null, this, "jspect-writer", 0);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        } catch (OutOfMemoryError noThread) {
            // The target has all the threads it can have. Better to risk the connection than to leave the tool waiting.
            run();
        }
    }

    /** Writes until there is nothing more. */
    @Override
    public void run() {
        try {
            for (ByteBuffer next = next(); next != null; next = next()) {
                while (next.hasRemaining()) {
                    channel.write(next);
                }
            }
        } catch (IOException gone) {
            // Whoever reads from the connection notices, too, and ends the session.
            close();
        }
    }

    /** Takes what can be written at once; null when there is nothing, and then the writer is gone. */
    private synchronized ByteBuffer next() {
        byte[] first = poll();
        if (first == null) {
            writing = false;
            notifyAll();
            return null;
        }
        if (queue.isEmpty()) {
            return ByteBuffer.wrap(first);
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (byte[] message = first; message != null; message = batch.size() < WRITE_SIZE ? poll() : null) {
            batch.write(message, 0, message.length);
        }
        return ByteBuffer.wrap(batch.toByteArray());
    }

    private byte[] poll() {
        byte[] message = queue.poll();
        if (message != null) {
            queued -= message.length;
            notifyAll();
        }
        return message;
    }

    /** Waits until not so much waits that nothing more should be asked for. */
    synchronized void awaitSpace() throws InterruptedException {
        while (queued > ENOUGH && !closed) {
            wait();
        }
    }

    /** Waits until all is written, or cannot be. */
    synchronized void awaitEmpty() throws InterruptedException {
        while (writing && !closed) {
            wait();
        }
    }

    /** Forgets what waits; what comes later goes nowhere. */
    synchronized void close() {
        closed = true;
        queue.clear();
        queued = 0;
        notifyAll();
    }
}
