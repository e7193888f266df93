// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import org.jspecify.annotations.Nullable;

/**
 * What a thread stands still for.
 *
 * @param kind how it waits
 * @param lock the object, or null where the JVM did not name one
 * @param ownerId id of the thread that the JVM itself names as the owner, 0 where it names none
 */
public record AwaitedLock(Kind kind, @Nullable LockRef lock, long ownerId) {
    /** The ways to wait. */
    public enum Kind {
        /** To enter a {@code synchronized} block or method. */
        MONITOR_ENTER,
        /** Notified, or timed out, in {@code Object.wait()}: to have the monitor again. */
        MONITOR_REENTER,
        /** In {@code Object.wait()}, for a notification. */
        OBJECT_WAIT,
        /** Parked; the object is the blocker given to {@code LockSupport}: a lock, a condition, a latch. */
        PARK,
        /** For another thread to finish initializing a class. */
        CLASS_INITIALIZATION
    }

    /** Whether the wait ends when a holder lets go, so that it makes sense to ask who holds the object. */
    public boolean endsOnRelease() {
        return kind == Kind.MONITOR_ENTER || kind == Kind.MONITOR_REENTER || kind == Kind.PARK;
    }
}
