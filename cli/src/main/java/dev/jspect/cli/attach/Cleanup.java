// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Undoes something outside of this process: once, by {@link #close}, or by a shutdown hook when Ctrl-C or a SIGTERM comes
 * first. Make it before what it undoes, and that by {@link #make}. Safe for use by several threads.
 */
final class Cleanup implements AutoCloseable {
    private static final long LONGEST_USE_MILLIS = 1_000;

    private final Runnable undo;
    private final Thread hook = new Thread(this::runOnce, "jspect-cleanup");
    private final ReentrantLock inUse = new ReentrantLock();
    private final AtomicBoolean done = new AtomicBoolean();

    private Cleanup(Runnable undo) {
        this.undo = undo;
    }

    static Cleanup by(Runnable undo) {
        Cleanup cleanup = new Cleanup(undo);
        try {
            Runtime.getRuntime().addShutdownHook(cleanup.hook);
        } catch (IllegalStateException shuttingDown) {
            throw new IllegalStateException("jspect is ending: nothing new may be begun", shuttingDown);
        }
        return cleanup;
    }

    /** Something that is made, to be undone later. */
    interface Making {
        void run() throws IOException;
    }

    /**
     * Makes what is to be undone, or uses it; never after it was undone, or it would stay for ever. A signal meanwhile waits a
     * moment for it to end.
     *
     * @throws IllegalStateException when it was undone: a signal has ended us
     */
    void make(Making making) throws IOException {
        inUse.lock();
        try {
            if (done.get()) {
                throw new IllegalStateException("jspect is ending: nothing more may be made");
            }
            making.run();
        } finally {
            inUse.unlock();
        }
    }

    @Override
    public void close() {
        runOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs anyway and finds that all is done.
        }
    }

    private void runOnce() {
        boolean waited = awaitEndOfUse();
        try {
            if (done.compareAndSet(false, true)) {
                undo.run();
            }
        } finally {
            if (waited) {
                inUse.unlock();
            }
        }
    }

    private boolean awaitEndOfUse() {
        try {
            return inUse.tryLock(LONGEST_USE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
