// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

/** What the value is worth that a JVM gave for a local variable. */
public enum Verdict {
    /** The variable may be read before it is written again: the JVM keeps its value, and what it gave is exact. */
    LIVE,

    /**
     * The variable is not read again, but all that can be in its slot is its own: a value other than 0 and null is exact,
     * 0 and null may be what the JVM put there in its place.
     */
    HELD,

    /** The value may be another variable's, or it cannot be told: never to be shown. */
    UNKNOWN
}
