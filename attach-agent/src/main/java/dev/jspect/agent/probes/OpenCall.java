// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Handover;

/** A call that has begun, and later that has ended: what the calling thread takes along. */
final class OpenCall implements Handover.Numbered {
    final WatchedCalls calls;
    final Thread thread;
    /** {@code this} and the arguments; in place of what may change, what it was then. */
    final Object[] arguments;
    /** What makes its values; as long as nobody has asked for that, what was taken along when it began, or null. */
    private Object values;

    private long begun;
    private long number;
    private long nanos;
    private boolean atMost;
    private boolean threw;
    /** The result, or what it threw. */
    private Object outcome;
    /** Null where nothing else is told: most calls wait in the heap without. */
    private Extras extras;

    /** What is told only where it is asked for. */
    static final class Extras {
        private Throwable stack;
        private Object[] columns;
        private ReturnPlace returned;
        private Object[] locals;
    }

    /**
     * @param values what was taken along, or has read the arguments, or null
     */
    OpenCall(WatchedCalls calls, Thread thread, Object[] arguments, Object values) {
        this.calls = calls;
        this.thread = thread;
        this.arguments = arguments;
        this.values = values;
    }

    private Extras extras() {
        if (extras == null) {
            extras = new Extras();
        }
        return extras;
    }

    /** Sets where it began. */
    void stack(Throwable made) {
        extras().stack = made;
    }

    /** Returns where it began; null where that is not wanted. */
    Throwable stack() {
        return extras == null ? null : extras.stack;
    }

    /** Returns what makes its values. */
    CallValues values(CallOutlet outlet) {
        if (!(values instanceof CallValues)) {
            CallValues made = outlet.values(calls.watch().request().bounds);
            made.begun(values);
            values = made;
        }
        return (CallValues) values;
    }

    /** Its time begins. */
    void begin(long now) {
        begun = now;
    }

    /** Returns the {@code System.nanoTime} when that was. */
    long begun() {
        return begun;
    }

    /** Ends it, once. */
    void end(long number, long nanos, boolean atMost, Object result, Throwable thrown) {
        this.number = number;
        this.nanos = nanos;
        this.atMost = atMost;
        threw = thrown != null;
        outcome = threw ? thrown : result;
    }

    /** It is about to return. */
    void returns(ReturnPlace place, Object[] variables) {
        extras().returned = place;
        extras().locals = variables;
    }

    /** Returns where it returned; null where that is not told, or it threw. */
    ReturnPlace returned() {
        return extras == null ? null : extras.returned;
    }

    /** Returns the local variables there; in place of what may change, what it was then. Null where none are told. */
    Object[] locals() {
        return extras == null ? null : extras.locals;
    }

    /** Sets what is told in place of the variables. */
    void columns(Object[] kept) {
        extras().columns = kept;
    }

    /** Returns what is told in place of the variables; null where these are. */
    Object[] columns() {
        return extras == null ? null : extras.columns;
    }

    @Override
    public long number() {
        return number;
    }

    long nanos() {
        return nanos;
    }

    boolean atMost() {
        return atMost;
    }

    Object result() {
        return threw ? null : outcome;
    }

    Throwable thrown() {
        return threw ? (Throwable) outcome : null;
    }
}
