// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.Handover;

/** A call that has begun, and later that has ended: what the calling thread takes along. */
final class OpenCall implements Handover.Numbered {
    final WatchedCalls calls;
    final Thread thread;
    /** {@code this} and the arguments; in place of what may change, what it was then. */
    final Object[] arguments;
    /** Made where it began; null where the stack is not wanted. */
    private final Throwable stack;
    /** Null as long as nothing had to be read. */
    private CallValues values;

    private long begun;
    private long number;
    private long nanos;
    private boolean atMost;
    private Object result;
    private Throwable thrown;
    private Object[] columns;
    private ReturnPlace returned;
    private Object[] locals;

    OpenCall(WatchedCalls calls, Thread thread, Object[] arguments, CallValues values, Throwable stack) {
        this.calls = calls;
        this.thread = thread;
        this.arguments = arguments;
        this.values = values;
        this.stack = stack;
    }

    /** Returns where it began; null where that is not wanted. */
    Throwable stack() {
        return stack;
    }

    /** Returns what makes its values. */
    CallValues values(CallOutlet outlet) {
        if (values == null) {
            values = outlet.values(calls.watch().request().bounds);
        }
        return values;
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
        this.result = result;
        this.thrown = thrown;
    }

    /** It is about to return. */
    void returns(ReturnPlace place, Object[] variables) {
        returned = place;
        locals = variables;
    }

    /** Returns where it returned; null where that is not told, or it threw. */
    ReturnPlace returned() {
        return returned;
    }

    /** Returns the local variables there; in place of what may change, what it was then. Null where none are told. */
    Object[] locals() {
        return locals;
    }

    /** Sets what is told in place of the variables. */
    void columns(Object[] kept) {
        columns = kept;
    }

    /** Returns what is told in place of the variables; null where these are. */
    Object[] columns() {
        return columns;
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
        return result;
    }

    Throwable thrown() {
        return thrown;
    }
}
