// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

/** A lock that a thread took and has not given back. */
public record HeldLock(LockRef lock, How how) {
    /** What holding means just now. */
    public enum How {
        /** Nobody else can have it. */
        HELD,
        /** Given up for the time of an {@code Object.wait()} on it. */
        RELEASED_IN_WAIT,
        /** The compiler proved that no other thread can see the object and took no lock. */
        ELIMINATED
    }
}
