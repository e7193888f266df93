// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.failure;

/** What the process ends with, one code for each kind of ending; scripts rely on the numbers. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** A check found something; only with {@code --check}. */
    FOUND(1),
    /** The command line is wrong. */
    USAGE(2),
    /** No target fits, or several do. */
    NO_TARGET(3),
    /** Not permitted, or attaching is switched off. */
    NOT_PERMITTED(4),
    /** The target does not answer in time. */
    NO_ANSWER(5),
    /** Refused by policy or budget, or as dangerous to the target. */
    REFUSED(6),
    /** The user's code did not compile, threw, or ran out of time. */
    USER_CODE(7),
    /** Answered, but not completely. */
    INCOMPLETE(8),
    /** A bug in jspect. */
    BUG(70),
    /** Ended by Ctrl-C. */
    INTERRUPTED(130),
    /** Nobody reads our output any more; what a shell reports of a C program ended by SIGPIPE. */
    BROKEN_PIPE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** Returns the number given to the operating system. */
    public int number() {
        return number;
    }
}
