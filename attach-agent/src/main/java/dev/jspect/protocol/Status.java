// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** Codes of what a target sends: replies to requests, and a snippet's output. */
public final class Status {
    /** Done; the body is the request's reply. */
    public static final int OK = 100;
    /** The snippet's code threw. */
    public static final int THROWN = 101;
    /** The evaluation was stopped on the tool's request. */
    public static final int STOPPED = 102;
    /** The request could not be carried out; the body says why. */
    public static final int FAILED = 103;
    /** The target's administrator forbids the request; the body says how. */
    public static final int REFUSED = 104;
    /** Bytes that a snippet wrote to {@code System.out}. */
    public static final int STDOUT = 110;
    /** Bytes that a snippet wrote to {@code System.err}. */
    public static final int STDERR = 111;
    /** How many bytes of the evaluation's output were dropped beyond {@link Protocol#MAX_OUTPUT}, as a long. */
    public static final int OUTPUT_DROPPED = 112;
    /** An exception that was captured: unasked, as output is. */
    public static final int EXCEPTION = 113;

    /** A call that was watched: unasked, too. */
    public static final int CALL = 114;

    /** What a patch has to say: unasked, too. */
    public static final int PATCH = 115;

    private Status() {}
}
