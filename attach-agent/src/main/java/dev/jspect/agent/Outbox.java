// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Outlet;
import dev.jspect.protocol.Message;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits to be written to the tool, in order. Any thread puts and never waits: what an evaluation may put is bounded
 * where it is made. A thread of its own writes, and lives as long as there is something to write: a thread that runs
 * snippets gets interrupted, and an interrupted thread that writes to a {@link SocketChannel} closes it.
 */
final class Outbox implements Outlet, Runnable {
    private static final int WRITE_SIZE = 64 * 1024;
    private static final long ENOUGH = 4 << 20;
    private static final long RETRY_NANOS = 20_000_000;

    private final SocketChannel channel;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<byte[]>();
    private long queued;
    private boolean writing;
    private boolean closed;
    /** The writer's. */
    private ByteBuffer unwritten;

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
        boolean done = false;
        while (!done) {
            try {
                write();
                done = true;
            } catch (IOException gone) {
                // Whoever reads from the connection notices, too, and ends the session.
                close();
                done = true;
            } catch (OutOfMemoryError full) {
                // Nothing is lost by it, and the tool waits for what is here.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void write() throws IOException {
        while (unwritten != null || prepare()) {
            while (unwritten.hasRemaining()) {
                channel.write(unwritten);
            }
            unwritten = null;
        }
    }

    /** Takes what can be written at once; says no when there is nothing, and then the writer is gone. */
    private synchronized boolean prepare() {
        int size = 0;
        int count = 0;
        for (byte[] message : queue) {
            if (size >= WRITE_SIZE) {
                break;
            }
            size += message.length;
            count++;
        }
        if (count == 0) {
            writing = false;
            notifyAll();
            return false;
        }
        // All that takes memory comes before anything is taken out.
        ByteBuffer batch = count == 1 ? ByteBuffer.wrap(queue.element()) : ByteBuffer.allocate(size);
        if (count == 1) {
            poll();
        } else {
            for (; count > 0; count--) {
                batch.put(poll());
            }
            ((Buffer) batch).flip();
        }
        unwritten = batch;
        return true;
    }

    private byte[] poll() {
        byte[] message = queue.poll();
        if (message != null) {
            queued -= message.length;
            notifyAll();
        }
        return message;
    }

    /** Says whether not so much waits that nothing more should be put that can be left out. */
    synchronized boolean hasSpace() {
        return queued <= ENOUGH;
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

    /** Does the same for so many milliseconds at most. */
    synchronized void awaitEmpty(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (writing && !closed && end > System.nanoTime()) {
            wait(1 + (end - System.nanoTime()) / 1_000_000);
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
