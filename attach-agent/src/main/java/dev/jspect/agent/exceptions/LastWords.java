// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

/**
 * Has what was captured last come to the tool when the target ends: it may be what it ends from. A shutdown hook, which delays the end by
 * what sending takes, {@value #MOST_MILLIS} ms at most.
 */
final class LastWords implements Runnable {
    private static final long MOST_MILLIS = 500;

    private final ThrownHook hook;
    private final CaptureOutlet outlet;
    private final Thread atExit = new Thread(null, this, "jspect-exit", 0);

    private LastWords(ThrownHook hook, CaptureOutlet outlet) {
        this.hook = hook;
        this.outlet = outlet;
    }

    /** Has the JVM initialise its class of shutdown hooks, while there is memory: one whose initialiser has failed stays unusable for all. */
    static void prepare() throws ClassNotFoundException {
        Class.forName("java.lang.ApplicationShutdownHooks", true, null);
    }

    /** Returns null where a security manager forbids it. */
    static LastWords await(ThrownHook hook, CaptureOutlet outlet) {
        LastWords words = new LastWords(hook, outlet);
        try {
            words.atExit.setContextClassLoader(null);
            Runtime.getRuntime().addShutdownHook(words.atExit);
            return words;
        } catch (SecurityException e) {
            return null;
        }
    }

    @Override
    public void run() {
        try {
            hook.awaitReported(MOST_MILLIS);
            outlet.awaitSent(MOST_MILLIS);
        } catch (InterruptedException e) {
            // Nothing that could be waited for any longer.
            Thread.currentThread().interrupt();
        }
    }

    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException | SecurityException e) {
            // The JVM ends: it goes with it.
            return;
        }
    }
}
