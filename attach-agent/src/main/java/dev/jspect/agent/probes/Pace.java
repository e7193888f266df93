// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.util.concurrent.atomic.LongAdder;

/** Keeps what a watch takes of the application's threads below a hundredth of one CPU: beyond that, calls are passed over. Any thread; nobody waits. */
final class Pace {
    private static final int ONE_OF = 100;

    /** What may be taken at once in the beginning: a watch of ten calls is to show the next ten. */
    private static final long BURST_NANOS = 200_000_000;

    private final LongAdder spent = new LongAdder();
    private volatile long since;

    Pace(long now) {
        since = now;
    }

    /** Counts time that was taken. */
    void spent(long nanos) {
        spent.add(nanos);
    }

    /** Says whether more may be taken. */
    boolean allows(long now) {
        return spent.sum() <= BURST_NANOS + (now - since) / ONE_OF;
    }
}
