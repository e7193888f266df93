// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

/** What the throwing thread has taken along: references, no copies. Given to the reporter at once. */
final class CapturedException {
    final Throwable thrown;
    final Thread thread;
    final long atMillis;
    final long seen;
    /** As {@code LiveStack.take} returns them. */
    final Object[] frames;

    CapturedException(Throwable thrown, Thread thread, long atMillis, long seen, Object[] frames) {
        this.thrown = thrown;
        this.thread = thread;
        this.atMillis = atMillis;
        this.seen = seen;
        this.frames = frames;
    }
}
