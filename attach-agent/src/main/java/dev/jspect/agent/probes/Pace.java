// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.util.concurrent.atomic.LongAdder;

/** Keeps what a watch takes of the application's threads below a hundredth of one CPU: beyond that, calls are passed over. Any thread; nobody waits. */
final class Pace {
    private static final int ONE_OF = 100;

    /** What may be taken at once in the beginning: a watch of ten calls is to show the next ten. */
    private static final long BURST_NANOS = 200_000_000;

    private final LongAdder spent = new LongAdder();
    private final long since;
    /** What may have been taken in all, when somebody looked at the clock last: that takes as long as all the rest. */
    private volatile long allowed = BURST_NANOS;

    Pace(long now) {
        since = now;
    }

    /** Counts time that was taken. */
    void spent(long nanos) {
        spent.add(nanos);
    }

    /** Says whether more may be taken. */
    boolean allows() {
        long taken = spent.sum();
        return taken <= allowed || taken <= look();
    }

    private long look() {
        long now = BURST_NANOS + (System.nanoTime() - since) / ONE_OF;
        allowed = now;
        return now;
    }
}
