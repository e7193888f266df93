// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * What throwing threads have taken along, on its way to the reporter. Without a lock, which a thread at the end of its stack might never give
 * back, and a virtual one would wait for.
 */
final class CaptureQueue {
    private static final int MOST = 32;

    /** So many may wait for the reader to look by itself. */
    private static final int UNHURRIED = MOST / 4;

    /** Looks that often: to wake a thread takes longer than all that a throwing thread does besides. */
    private static final long LOOK_NANOS = 100_000_000;

    private final AtomicReferenceArray<CapturedException> places = new AtomicReferenceArray<CapturedException>(MOST);
    private volatile Thread reader;
    private volatile boolean ended;
    private volatile boolean busy;

    boolean hasRoom() {
        for (int i = 0; i < MOST; i++) {
            if (places.get(i) == null) {
                return true;
            }
        }
        return false;
    }

    /** Says whether there was room. Any thread; does not wait. */
    boolean offer(CapturedException captured) {
        for (int i = 0; i < MOST; i++) {
            if (places.compareAndSet(i, null, captured)) {
                if (i >= UNHURRIED) {
                    LockSupport.unpark(reader);
                }
                return true;
            }
        }
        return false;
    }

    /**
     * Waits for the first of them. For one thread.
     *
     * @return null when there comes nothing more: a condition of the user's may have taken an interrupt, and an exception could find no memory
     */
    CapturedException take() {
        reader = Thread.currentThread();
        busy = false;
        while (true) {
            if (ended || Thread.interrupted()) {
                return null;
            }
            int first = first();
            if (first >= 0) {
                // Before the place is empty.
                busy = true;
                return places.getAndSet(first, null);
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    /** Waits until there is nothing in it, and the reader is done with what it took; not longer than so many milliseconds. */
    void awaitRead(long millis) throws InterruptedException {
        for (long waited = 0; (first() >= 0 || busy) && !ended && waited < millis; waited++) {
            LockSupport.unpark(reader);
            Thread.sleep(1);
        }
    }

    private int first() {
        int first = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST; i++) {
            CapturedException captured = places.get(i);
            if (captured != null && captured.seen < least) {
                first = i;
                least = captured.seen;
            }
        }
        return first;
    }

    /** Ends the waiting. */
    void end() {
        ended = true;
        LockSupport.unpark(reader);
    }
}
