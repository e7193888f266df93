// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import java.util.concurrent.atomic.AtomicLong;

/** Lets so many pass in a second, at once or one by one. Any thread; nobody waits. */
final class Rate {
    private static final long SECOND = 1_000_000_000;

    private final long interval;
    private final AtomicLong next = new AtomicLong();

    /**
     * @param perSecond at least 1
     * @param now {@code System.nanoTime}
     */
    Rate(int perSecond, long now) {
        interval = SECOND / perSecond;
        next.set(now - SECOND + interval);
    }

    /** Says whether one more may pass now. */
    boolean passes(long now) {
        for (int tries = 0; tries < 10; tries++) {
            long at = next.get();
            if (now - at < 0) {
                return false;
            }
            long earliest = now - SECOND + interval;
            if (next.compareAndSet(at, (at - earliest < 0 ? earliest : at) + interval)) {
                return true;
            }
        }
        return false;
    }
}
