// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.util.concurrent.locks.LockSupport;

/** Wakes each millisecond, and keeps the longest time that it did not: whatever stops all threads stops this one. */
final class Ticker extends Thread {
    private static final long TICK = 1_000_000;

    private volatile long longest;

    Ticker() {
        super("ticker");
        setDaemon(true);
    }

    @Override
    public void run() {
        long last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(TICK);
            long now = System.nanoTime();
            longest = Math.max(longest, now - last - TICK);
            last = now;
        }
    }

    /** Returns the longest delay since this was last asked, in nanoseconds. */
    long longest() {
        long was = longest;
        longest = 0;
        return was;
    }
}
