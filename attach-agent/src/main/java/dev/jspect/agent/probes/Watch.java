// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Handover;
import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.WatchRequest;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What calling threads do for one watch, in all methods that belong to it. They wait for nothing, and take as few steps as they can; whatever goes wrong
 * here, the call goes on.
 */
final class Watch implements ConditionFailures {
    private static final int MOST_WAITING = 512;

    /** Calls under way that are taken along: each holds what it was called with. */
    private static final int MOST_OPEN = 1_000;

    /** Of so many calls, one is timed: to look at the clock takes as long as all the rest. */
    private static final int SAMPLED = 16;

    private final WatchRequest request;
    private final Handover<OpenCall> queue = new Handover<OpenCall>(MOST_WAITING);
    private final Pace pace = new Pace(System.nanoTime());
    private final Keeping keeping;
    /** Calls that were taken along; the others count as passed over or turned away. */
    private final AtomicLong begun = new AtomicLong();
    /** Those among them that have ended, where not all of these are told: else one step less at the end of a call. */
    private final AtomicLong over = new AtomicLong();
    /** Those among them that are told, or lost on the way. */
    private final AtomicLong events = new AtomicLong();

    private final LongAdder passedOver = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong conditionFailed = new AtomicLong();
    private volatile Throwable conditionThrew;
    private volatile boolean ended;
    /** {@code System.nanoTime} when a probe was linked last. */
    private volatile long linked = System.nanoTime();

    Watch(WatchRequest request, CallOutlet outlet) {
        this.request = request;
        keeping = new Keeping(request, outlet, pace);
    }

    /** Has the JVM initialise what calls need: a thread that did so at the end of its stack would spoil it for all. */
    void prepare() throws ClassNotFoundException {
        Class.forName("java.util.concurrent.atomic.Striped64$Cell", true, null);
        ThreadLocalRandom.current();
        keeping.prepare();
    }

    WatchRequest request() {
        return request;
    }

    /** A probe is being linked: calls that are under way take longer for that. */
    void linking() {
        linked = System.nanoTime();
    }

    /**
     * A call begins. What is called here is the JDK's and ours, which has no linked probes: it leads to no call that is watched.
     *
     * @return what {@link #leave} and {@link #threw} are given, null when it is not wanted
     */
    Object enter(WatchedCalls calls, Object[] arguments) {
        if (ended || HookState.isAside()) {
            return null;
        }
        try {
            if (ThreadFacts.isOurs(Thread.currentThread())) {
                return null;
            }
            return begin(calls, Thread.currentThread(), arguments);
        } catch (Throwable e) {
            // No memory, or no stack left: the call is lost for us, and goes on.
            turnedAway.increment();
            return null;
        }
    }

    /** A line begins: a call that ends at once. */
    void line(WatchedCalls place, Object[] variables) {
        OpenCall passed = (OpenCall) enter(place, variables);
        if (passed != null) {
            end(passed, null, null);
        }
    }

    private OpenCall begin(WatchedCalls calls, Thread thread, Object[] arguments) {
        if (!queue.hasRoom()) {
            turnedAway.increment();
            return null;
        }
        long before = begun.get();
        if (before - (request.slowerThanNanos > 0 ? over : events).get() >= MOST_OPEN || !pace.allows()) {
            passedOver.increment();
            return null;
        }
        boolean timed = isTimed(before + 1);
        long from = timed ? System.nanoTime() : 0;
        Object values = calls.columns() == null ? keeping.arguments(calls, arguments) : null;
        OpenCall call = new OpenCall(calls, thread, arguments, values);
        if (request.stacks) {
            call.stack(new CallStack.Taken());
        }
        // Last of all: what is done here is none of its time.
        long start = System.nanoTime();
        if (timed && !(values instanceof CallValues)) {
            pace.spent(SAMPLED * (start - from));
        }
        call.begin(start);
        begun.incrementAndGet();
        return call;
    }

    /** Not every sixteenth: calls may be alike in turns. Not the first, which finds nothing ready. */
    private static boolean isTimed(long number) {
        return ((number * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - 4)) == 0;
    }

    /** A call ends by a return. */
    void leave(Object result, Object token) {
        if (token != null) {
            end((OpenCall) token, result, null);
        }
    }

    /** A call ends by an exception. */
    void threw(Object thrown, Object token) {
        if (token != null) {
            end((OpenCall) token, null, (Throwable) thrown);
        }
    }

    private void end(OpenCall call, Object result, Throwable thrown) {
        long end = System.nanoTime();
        if (request.slowerThanNanos > 0) {
            over.incrementAndGet();
        }
        if (ended || end - call.begun() < request.slowerThanNanos) {
            return;
        }
        boolean told = false;
        try {
            long number = events.incrementAndGet();
            Object kept =
                    call.calls.columns() == null ? keeping.result(call, result) : keeping.columns(call, result, thrown);
            if (number >= request.most) {
                ended = true;
            }
            if (number <= request.most) {
                call.end(number, end - call.begun(), linked - call.begun() > 0, kept, thrown);
                told = queue.offer(call);
            } else {
                // Others had ended before: nobody misses it.
                told = true;
            }
            if (isTimed(number)) {
                pace.spent(SAMPLED * (System.nanoTime() - end));
            }
        } catch (Throwable e) {
            // No memory, or no stack left: the call is lost for us, and has ended.
            told = false;
        } finally {
            if (!told) {
                lost.increment();
            }
        }
    }

    @Override
    public void conditionFailed(Throwable thrown) {
        conditionFailed.incrementAndGet();
        if (conditionThrew == null) {
            conditionThrew = thrown;
        }
    }

    /** Waits for the next one; null when there comes none. */
    OpenCall next() {
        return queue.take();
    }

    void countSent(boolean was) {
        if (was) {
            sent.incrementAndGet();
        } else {
            lost.increment();
        }
    }

    boolean isEnded() {
        return ended;
    }

    /** From now on no call is told. */
    void end() {
        ended = true;
        queue.end();
    }

    CallCounts counts(boolean disturbed, String conditionThrew) {
        long away = turnedAway.sum();
        long passed = passedOver.sum();
        return new CallCounts(
                begun.get() + passed + away,
                sent.get(),
                lost.sum() + away,
                passed,
                conditionFailed.get(),
                conditionThrew,
                disturbed);
    }

    /** Returns what the condition threw first, or null. */
    Throwable conditionThrew() {
        return conditionThrew;
    }
}
