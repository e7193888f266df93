// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

/**
 * Undoes something outside of this process: once, by {@link #close}, or by a shutdown hook when Ctrl-C or a SIGTERM comes
 * first. Make it before what it undoes. Safe for use by several threads.
 */
final class Cleanup implements AutoCloseable {
    private final Runnable undo;
    private final Thread hook = new Thread(this::runOnce, "jspect-cleanup");
    private boolean done;

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

    @Override
    public void close() {
        runOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs anyway and finds that all is done.
        }
    }

    private synchronized void runOnce() {
        if (!done) {
            done = true;
            undo.run();
        }
    }
}
