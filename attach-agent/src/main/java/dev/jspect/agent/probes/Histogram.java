// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.CallSummary;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts how long calls took. Any thread; threads that count at once mostly do so in different places. */
final class Histogram {
    /** A power of two. */
    private static final int STRIPES = 8;

    private static final int LINE = 16;

    /** To look at the clock twice takes some 70 ns: above so many calls a second, that is more than 1 % of a CPU. */
    private static final long TIMED_A_SECOND = 140_000;

    private static final int MOST_OTHERS = 1_023;

    private final AtomicLongArray[] buckets = new AtomicLongArray[STRIPES];
    private final AtomicLong[] longest = new AtomicLong[STRIPES];
    private final LongAdder untimed = new LongAdder();
    private final AtomicLong errors = new AtomicLong();
    /** Of so many calls, less one, that threads of a stripe begin, one is timed. */
    private volatile int others;
    /** What decides that: random numbers (xorshift), for calls may come in patterns. Each stripe has a cache line for itself. */
    private final int[] random = new int[STRIPES * LINE];

    private final long[] read = new long[CallSummary.BUCKETS];
    private long errorsRead;
    private long untimedRead;
    private long readAt = System.nanoTime();

    Histogram() {
        for (int i = 0; i < STRIPES; i++) {
            buckets[i] = new AtomicLongArray(CallSummary.BUCKETS);
            longest[i] = new AtomicLong();
            random[i * LINE] = i + 1;
        }
    }

    /** Says whether a call that begins is timed: each, unless there are too many. */
    boolean timesNext() {
        int passed = others;
        if (passed == 0) {
            return true;
        }
        int at = stripe() * LINE;
        int next = random[at];
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        random[at] = next;
        return (next & passed) == 0;
    }

    private static int stripe() {
        return System.identityHashCode(Thread.currentThread()) & (STRIPES - 1);
    }

    /** Counts a call that was not timed. */
    void add(boolean error) {
        untimed.increment();
        if (error) {
            errors.incrementAndGet();
        }
    }

    void add(long nanos, boolean error) {
        int stripe = stripe();
        buckets[stripe].incrementAndGet(Math.min(CallSummary.BUCKETS - 1, CallSummary.bucketOf(nanos)));
        AtomicLong most = longest[stripe];
        for (long before = most.get(); nanos > before && !most.compareAndSet(before, nanos); ) {
            before = most.get();
        }
        if (error) {
            errors.incrementAndGet();
        }
    }

    /** Returns what was counted since the last time. For one thread. */
    CallSummary takeNew() {
        // First: a call is counted before its error is.
        long failed = errors.get();
        long calls = 0;
        long max = 0;
        long[] fresh = new long[CallSummary.BUCKETS];
        for (int i = 0; i < fresh.length; i++) {
            long all = 0;
            for (AtomicLongArray stripe : buckets) {
                all += stripe.get(i);
            }
            fresh[i] = all - read[i];
            read[i] = all;
            calls += fresh[i];
        }
        for (AtomicLong most : longest) {
            max = Math.max(max, most.getAndSet(0));
        }
        long others = untimed.sum();
        calls += others - untimedRead;
        untimedRead = others;
        CallSummary summary = new CallSummary(calls, failed - errorsRead, max, fresh);
        errorsRead = failed;
        adjust(calls);
        return summary;
    }

    private void adjust(long calls) {
        long now = System.nanoTime();
        double perSecond = calls * 1e9 / Math.max(1, now - readAt);
        readAt = now;
        int one = 1;
        while (perSecond / one > TIMED_A_SECOND && one <= MOST_OTHERS) {
            one *= 2;
        }
        others = one - 1;
    }

    /** Returns how many calls were counted in all. */
    long calls() {
        long calls = untimed.sum();
        for (AtomicLongArray stripe : buckets) {
            for (int i = 0; i < CallSummary.BUCKETS; i++) {
                calls += stripe.get(i);
            }
        }
        return calls;
    }
}
