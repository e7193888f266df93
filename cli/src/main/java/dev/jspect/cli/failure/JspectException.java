// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is not a bug, told so that the user can act on it. Printed as {@code jspect: WHAT: WHY. REMEDY}.
 */
public final class JspectException extends RuntimeException {
    /** Stands in a remedy for the command line the user typed, so that an advice can be pasted as it is. */
    public static final String COMMAND_LINE = "${command}";

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final String what;
    private final @Nullable String why;
    private final @Nullable String remedy;

    /**
     * Says what failed, and how to help it.
     *
     * @param what the failure with the value concerned: {@code cannot attach to 4711 (OrderService)}
     * @param why the reason, or null when {@code what} says it already: {@code it runs as user app}
     * @param remedy a sentence that ends in a line to paste, or null when there is nothing to do; may hold
     *     {@link #COMMAND_LINE}: <code>Try: sudo -u app ${command}</code>
     */
    public JspectException(ExitCode exitCode, String what, @Nullable String why, @Nullable String remedy) {
        this(exitCode, what, why, remedy, null);
    }

    /** As above, for a failure that another one caused; {@code --debug} shows that one too. */
    public JspectException(
            ExitCode exitCode, String what, @Nullable String why, @Nullable String remedy, @Nullable Throwable cause) {
        super(why == null ? what : what + ": " + why, cause);
        this.exitCode = exitCode;
        this.what = what;
        this.why = why;
        this.remedy = remedy;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** Returns what failed, with the value. */
    public String what() {
        return what;
    }

    public @Nullable String why() {
        return why;
    }

    /** Returns the advice, {@link #COMMAND_LINE} not yet filled in. */
    public @Nullable String remedy() {
        return remedy;
    }
}
