// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Outlet;
import dev.jspect.protocol.Message;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.LinkedList;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits to be written to the tool, in order. Any thread puts and never waits: what an evaluation may put is bounded
 * where it is made. A thread of its own writes, and lives as long as there is something to write: a thread that runs
 * snippets gets interrupted, and an interrupted thread that writes to a {@link SocketChannel} closes it. What is queued is written
 * without any more memory of the heap, which may be full.
 */
final class Outbox implements Outlet, Runnable {
    private static final int WRITE_SIZE = 64 * 1024;
    private static final long ENOUGH = 4 << 20;
    private static final long RETRY_NANOS = 20_000_000;

    private final SocketChannel channel;
    /** One that is as it was when there is no memory for one more: an ArrayDeque that cannot grow takes itself for empty. */
    @SuppressWarnings("JdkObsolete")
    private final Queue<byte[]> queue = new LinkedList<byte[]>();

    private long queued;
    private boolean writing;
    private volatile boolean closed;
    /** How much of the first that waits is in the batch already. */
    private int taken;
    /** The writer's. Direct: for any other the JDK makes one of its own for each thread. */
    private final ByteBuffer batch = ByteBuffer.allocateDirect(WRITE_SIZE);

    /**
     * @param channel in blocking mode
     */
    Outbox(SocketChannel channel) {
        this.channel = channel;
        ((Buffer) batch).limit(0);
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
        boolean started = false;
        try {
            Thread thread = new Thread(null, this, "jspect-writer", 0);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
            started = true;
        } catch (OutOfMemoryError noThread) {
            // The target has all the threads it can have. Better to risk the connection than to leave the tool waiting.
            run();
            started = true;
        } finally {
            // A snippet may be at the end of its stack, or be stopped: whoever puts next starts one.
            writing &= started;
        }
    }

    /** Writes until there is nothing more, or nobody to write to. */
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
                done = closed;
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void write() throws IOException {
        while (batch.hasRemaining() || prepare()) {
            channel.write(batch);
        }
    }

    /** Takes what can be written at once; says no when there is nothing, and then the writer is gone. */
    private synchronized boolean prepare() {
        ((Buffer) batch).clear();
        while (batch.hasRemaining() && !queue.isEmpty()) {
            byte[] first = queue.element();
            int some = Math.min(batch.remaining(), first.length - taken);
            batch.put(first, taken, some);
            taken += some;
            queued -= some;
            if (taken == first.length) {
                queue.remove();
                taken = 0;
            }
        }
        ((Buffer) batch).flip();
        writing = batch.hasRemaining();
        notifyAll();
        return writing;
    }

    /** Says whether not so much waits that nothing more should be put that can be left out. */
    synchronized boolean hasSpace() {
        return queued <= ENOUGH;
    }

    /**
     * Waits until not so much waits that nothing more should be asked for.
     *
     * @throws IOException when nobody has read any of it for so many milliseconds
     */
    synchronized void awaitSpace(long millis) throws IOException, InterruptedException {
        long last = queued;
        long end = System.nanoTime() + millis * 1_000_000;
        while (queued > ENOUGH && !closed) {
            wait(millis);
            if (queued != last) {
                last = queued;
                end = System.nanoTime() + millis * 1_000_000;
            } else if (System.nanoTime() - end > 0) {
                throw new IOException("nobody reads");
            }
        }
    }

    /** Waits until all is written, or cannot be; for so many milliseconds at most. */
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
        taken = 0;
        queued = 0;
        notifyAll();
    }
}
