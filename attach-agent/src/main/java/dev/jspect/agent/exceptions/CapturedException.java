// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.dispatch.Handover;

/** What the throwing thread has taken along: references, no copies. Given to the reporter at once. */
final class CapturedException implements Handover.Numbered {
    final Throwable thrown;
    final Thread thread;
    final long atMillis;
    final long seen;
    /** Whether it comes from the end of its thread; then there is no stack. */
    final boolean uncaught;
    /** As {@link StackSource#take} returned it; null when there was no memory. */
    final Object stack;

    /** Stands for {@link #carried} where there was no memory, or no stack left. */
    static final Object NOT_TAKEN = "not taken";

    /** As {@link CarriedSource#take} returned it, or {@link #NOT_TAKEN}; null when nobody asked. */
    final Object carried;

    CapturedException(
            Throwable thrown, Thread thread, long atMillis, long seen, boolean uncaught, Object stack, Object carried) {
        this.thrown = thrown;
        this.thread = thread;
        this.atMillis = atMillis;
        this.seen = seen;
        this.uncaught = uncaught;
        this.stack = stack;
        this.carried = carried;
    }

    @Override
    public long number() {
        return seen;
    }
}
