// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.dispatch.Handover;
import dev.jspect.agent.dispatch.ThreadFacts;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Told of each throwable when its constructor ends, in the thread that constructs it. Waits for nothing, holds no lock, and takes
 * as few steps as it can: a throwable is counted, and some are captured.
 */
final class ThrownHook implements Consumer<Throwable> {
    /** So many threads capture at once; what more there are, are counted. */
    private static final int AT_ONCE = 8;

    private static final int MOST_WAITING = 32;
    private static final int NONE = -1;

    private final ClassGlob wanted;
    private final Rate rate;
    private final Function<Throwable, Object> stacks;
    private final CarriedSource carried;
    private final boolean uncaughtOnly;
    private final Handover<CapturedException> queue = new Handover<CapturedException>(MOST_WAITING);
    private final AtomicReferenceArray<Thread> capturing = new AtomicReferenceArray<Thread>(AT_ONCE);
    private final LongAdder seen = new LongAdder();
    private final AtomicLong dropped = new AtomicLong();

    /**
     * @param rate of stacks that are taken
     * @param carried null when nobody asks what threads carry
     * @param uncaughtOnly whether those are counted that nobody catches
     */
    ThrownHook(ClassGlob wanted, Rate rate, StackSource stacks, CarriedSource carried, boolean uncaughtOnly) {
        this.wanted = wanted;
        this.rate = rate;
        this.stacks = stacks.ofCallers();
        this.carried = carried;
        this.uncaughtOnly = uncaughtOnly;
    }

    /**
     * Has the JVM initialise what {@link #accept} needs. A thread that did so at the end of its stack would spoil it for all, the
     * application too: a class whose initialiser failed stays unusable.
     */
    void prepare() throws ClassNotFoundException {
        wanted.get(Throwable.class);
        // Those of a LongAdder that several threads use.
        Class.forName("java.util.concurrent.atomic.Striped64$Cell", true, null);
        ThreadLocalRandom.current();
        Class.forName(CapturedException.class.getName(), true, ThrownHook.class.getClassLoader());
    }

    /** Takes the stack itself: each method in between would be one more frame to walk, which takes longer than what it does. */
    @Override
    public void accept(Throwable thrown) {
        Thread self = Thread.currentThread();
        if (!isWanted(thrown, self)) {
            return;
        }
        if (!uncaughtOnly) {
            seen.increment();
        }
        int slot = rate.passes(System.nanoTime()) ? claim(self) : NONE;
        if (slot == NONE) {
            return;
        }
        boolean queued = false;
        try {
            queued = queue.hasRoom() && offer(thrown, self, false, stacks.apply(thrown));
        } finally {
            release(slot, queued);
        }
    }

    /** Is told of each throwable that a thread ends with. */
    void uncaught(Throwable thrown) {
        Thread self = Thread.currentThread();
        if (!isWanted(thrown, self)) {
            return;
        }
        seen.increment();
        int slot = claim(self);
        if (slot == NONE) {
            return;
        }
        boolean queued = false;
        try {
            queued = queue.hasRoom() && offer(thrown, self, true, null);
        } finally {
            release(slot, queued);
        }
    }

    private boolean isWanted(Throwable thrown, Thread self) {
        return wanted.get(thrown.getClass()) && !ThreadFacts.isOurs(self);
    }

    /** Returns {@link #NONE} when all are taken, or one by this thread itself: then what was thrown is this class's own doing. */
    private int claim(Thread self) {
        for (int i = 0; i < AT_ONCE; i++) {
            if (capturing.get(i) == self) {
                return NONE;
            }
        }
        for (int i = 0; i < AT_ONCE; i++) {
            if (capturing.compareAndSet(i, null, self)) {
                return i;
            }
        }
        dropped.incrementAndGet();
        return NONE;
    }

    private boolean offer(Throwable thrown, Thread self, boolean uncaught, Object stack) {
        return queue.offer(new CapturedException(
                thrown,
                self,
                System.currentTimeMillis(),
                seen.sum(),
                uncaught,
                stack,
                carried == null ? null : carried(carried)));
    }

    private void release(int slot, boolean queued) {
        capturing.set(slot, null);
        if (!queued) {
            dropped.incrementAndGet();
        }
    }

    /** The exception is worth being told without it. */
    private static Object carried(CarriedSource carried) {
        try {
            return carried.take();
        } catch (Throwable e) {
            return CapturedException.NOT_TAKEN;
        }
    }

    /** Waits until all that was captured so far is reported, but not longer than so many milliseconds. */
    void awaitReported(long millis) throws InterruptedException {
        queue.awaitRead(millis);
    }

    /** Ends {@link #next}. */
    void end() {
        queue.end();
    }

    /** Waits for the next one; null when there comes none. */
    CapturedException next() {
        return queue.take();
    }

    /** Returns how many fitting throwables there were. */
    long seen() {
        return seen.sum();
    }

    /** Returns how many of those that the rate had let pass were lost all the same. */
    long dropped() {
        return dropped.get();
    }
}
