// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * What threads of the application have taken along, on its way to a thread of ours. Without a lock, which a thread at the end of its stack might never
 * give back, and a virtual one would wait for.
 */
public final class Handover<T extends Handover.Numbered> {
    /** Looks that often: to wake a thread takes longer than all that a throwing thread does besides. */
    private static final long LOOK_NANOS = 100_000_000;

    /** A power of two. */
    private final int most;

    /** When so many wait, the reader is woken: else all places may be taken before it looks by itself. To wake it takes as long as fifty calls. */
    private final int unhurried;

    private final AtomicReferenceArray<T> places;
    /** Where there is room most likely; only a hint. */
    private final AtomicInteger next = new AtomicInteger();
    /** Where that was when the reader had taken all. */
    private volatile int emptied;

    private volatile Thread reader;
    private volatile boolean ended;
    private volatile boolean busy;
    private volatile boolean parked;
    /** What the reader has taken out, in its order; only for its thread. */
    private final Deque<T> taken;

    /** What is handed over. */
    public interface Numbered {
        /** Returns what rises from one to the next: the reader gets the lowest first. */
        long number();
    }

    /**
     * @param most that may wait at once; a power of two
     */
    public Handover(int most) {
        this.most = most;
        this.unhurried = Math.max(1, most - most / 8);
        this.places = new AtomicReferenceArray<T>(most);
        this.taken = new ArrayDeque<T>(most);
    }

    /** Says whether there is room, before anything is taken along for it. */
    public boolean hasRoom() {
        int from = next.get();
        for (int i = 0; i < most; i++) {
            if (places.get((from + i) & (most - 1)) == null) {
                return true;
            }
        }
        return false;
    }

    /** Says whether there was room. Any thread; does not wait. */
    public boolean offer(T captured) {
        int from = next.get();
        for (int i = 0; i < most; i++) {
            int at = (from + i) & (most - 1);
            if (places.get(at) == null && places.compareAndSet(at, null, captured)) {
                next.lazySet(at + 1);
                if (parked && ((at + 1 - emptied) & (most - 1)) >= unhurried) {
                    parked = false;
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
    public T take() {
        T first = null;
        while (first == null && !hasEnded()) {
            first = look();
        }
        return first;
    }

    /** Says whether there comes nothing more. */
    public boolean hasEnded() {
        return ended || Thread.interrupted();
    }

    /** Waits a moment for the first of them, null when there is none yet. For one thread. */
    public T look() {
        reader = Thread.currentThread();
        if (taken.isEmpty()) {
            busy = false;
            takeOut();
        }
        if (taken.isEmpty()) {
            emptied = next.get();
            parked = true;
            // Who came before that has not seen it.
            if (isEmpty()) {
                LockSupport.parkNanos(this, LOOK_NANOS);
            }
            parked = false;
        }
        return taken.pollFirst();
    }

    private void takeOut() {
        List<T> all = new ArrayList<T>(most);
        for (int i = 0; i < most; i++) {
            if (places.get(i) != null) {
                // Before the place is empty.
                busy = true;
                all.add(places.getAndSet(i, null));
            }
        }
        while (!all.isEmpty()) {
            int first = 0;
            for (int i = 1; i < all.size(); i++) {
                if (all.get(i).number() < all.get(first).number()) {
                    first = i;
                }
            }
            taken.addLast(all.remove(first));
        }
    }

    private boolean isEmpty() {
        for (int i = 0; i < most; i++) {
            if (places.get(i) != null) {
                return false;
            }
        }
        return true;
    }

    /** Waits until there is nothing in it, and the reader is done with what it took; not longer than so many milliseconds. */
    public void awaitRead(long millis) throws InterruptedException {
        for (long waited = 0; (!isEmpty() || busy) && !ended && waited < millis; waited++) {
            LockSupport.unpark(reader);
            Thread.sleep(1);
        }
    }

    /** Ends the waiting. */
    public void end() {
        ended = true;
        LockSupport.unpark(reader);
    }
}
