// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Handover;
import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.WatchRequest;
import java.util.HashMap;
import java.util.Map;
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

    private static final int REHEARSALS = 10;

    /** Of so many calls, one is timed: to look at the clock takes as long as all the rest. */
    private static final int SAMPLED = 16;

    private final WatchRequest request;
    private final CallOutlet outlet;
    private final Handover<OpenCall> queue = new Handover<OpenCall>(MOST_WAITING);
    private final Pace pace = new Pace(System.nanoTime());
    /** Calls that were taken along; the others count as passed over or turned away. */
    private final AtomicLong begun = new AtomicLong();
    /** Those among them that have ended: one step at each end of a call tells how many there were and how many are under way. */
    private final AtomicLong over = new AtomicLong();
    /** Those among them that are told. */
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
        this.outlet = outlet;
    }

    /** Has the JVM initialise what calls need: a thread that did so at the end of its stack would spoil it for all. */
    void prepare() throws ClassNotFoundException {
        Class.forName("java.util.concurrent.atomic.Striped64$Cell", true, null);
        ThreadLocalRandom.current();
        for (int i = 0; i < REHEARSALS; i++) {
            Map<String, Object> sample = new HashMap<String, Object>();
            sample.put("a", new Sample());
            sample.put("b", new int[] {i});
            Object[] kept = {sample};
            CallValues values = outlet.values(request.bounds);
            outlet.lasts(sample);
            values.read(null, sample);
            values.readExpression("sample.get(0)", "sample", sample);
            // The first can be taken along, the second not.
            values.begun(outlet.take(request.bounds, kept));
            outlet.take(request.bounds, new Object[] {Thread.currentThread()});
            values.readBegun();
            values.read(null, kept[0]);
            values.end();
            values.take(kept);
            values.readEnded();
            values.read(null, kept[0]);
        }
    }

    /** Fields of all kinds. */
    @SuppressWarnings("unused")
    private static final class Sample {
        private final boolean z = true;
        private final byte b = 1;
        private final short s = 2;
        private final char c = 'c';
        private final int i = 3;
        private final long j = 4;
        private final float f = 5;
        private final double d = 6;
        private final String text = "a text";
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
        if (before - over.get() >= MOST_OPEN || !pace.allows()) {
            passedOver.increment();
            return null;
        }
        boolean timed = isTimed(before + 1);
        long from = timed ? System.nanoTime() : 0;
        Object values = calls.columns() == null ? keep(calls, arguments) : null;
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

    /** Returns what was taken along, or has read values, or null when all can be read later. */
    private Object keep(WatchedCalls calls, Object[] arguments) {
        int first = 0;
        while (first < arguments.length && outlet.lasts(arguments[first])) {
            first++;
        }
        if (first == arguments.length) {
            return null;
        }
        Object taken = outlet.take(request.bounds, arguments);
        if (taken != null) {
            return taken;
        }
        // This takes so long that each time counts.
        long from = System.nanoTime();
        CallValues values = outlet.values(request.bounds);
        for (int i = first; i < arguments.length; i++) {
            if (!outlet.lasts(arguments[i])) {
                arguments[i] = values.read(calls.nameOf(i), arguments[i]);
            }
        }
        pace.spent(System.nanoTime() - from);
        return values;
    }

    private Object keepResult(OpenCall call, Object result) {
        if (call.locals() != null) {
            return keepLocals(call, result);
        }
        if (outlet.lasts(result)) {
            return result;
        }
        CallValues values = call.values(outlet);
        values.end();
        Object[] kept = {result};
        return values.take(kept) ? kept[0] : values.read(call.calls.nameOfResult(), result);
    }

    private Object keepLocals(OpenCall call, Object result) {
        Object[] locals = call.locals();
        CallValues values = call.values(outlet);
        values.end();
        Object[] kept = new Object[locals.length + 1];
        System.arraycopy(locals, 0, kept, 0, locals.length);
        kept[locals.length] = result;
        if (!values.take(kept)) {
            for (int i = 0; i < kept.length; i++) {
                if (!outlet.lasts(kept[i])) {
                    String name =
                            i < locals.length ? call.returned().place().names.get(i) : call.calls.nameOfResult();
                    kept[i] = values.read(name, kept[i]);
                }
            }
        }
        System.arraycopy(kept, 0, locals, 0, locals.length);
        return kept[locals.length];
    }

    private Object keepColumns(OpenCall call, Object result, Throwable thrown) {
        Columns columns = call.calls.columns();
        Object[] read = columns.read(call.arguments, result, thrown);
        CallValues values = call.values(outlet);
        values.end();
        if (!values.take(read)) {
            for (int i = 0; i < read.length; i++) {
                if (!outlet.lasts(read[i])) {
                    read[i] = values.readExpression(columns.names().get(i), call.calls.nameOfResult(), read[i]);
                }
            }
        }
        call.columns(read);
        return null;
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
        over.incrementAndGet();
        if (ended || end - call.begun() < request.slowerThanNanos) {
            return;
        }
        boolean told = false;
        try {
            Object kept = call.calls.columns() == null ? keepResult(call, result) : keepColumns(call, result, thrown);
            long number = events.incrementAndGet();
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
