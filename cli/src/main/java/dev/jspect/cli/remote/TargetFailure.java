// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.TargetException;

/** A target's failure, as a command ends with it. */
public final class TargetFailure {
    private static final String FULL_HEAP = "java.lang.OutOfMemoryError";
    private static final String PATIENCE = "The target's heap is full. Try again: " + JspectException.COMMAND_LINE;

    private TargetFailure() {}

    /**
     * Returns the failure to throw.
     *
     * @param what what could not be done
     */
    public static JspectException of(String what, TargetException e) {
        String why = String.valueOf(e.getMessage());
        return new JspectException(code(e.kind()), what, why, why.startsWith(FULL_HEAP) ? PATIENCE : null, e);
    }

    /** Returns the exit code for a failure of this kind. */
    public static ExitCode code(TargetException.Kind kind) {
        return switch (kind) {
            case REFUSED -> ExitCode.REFUSED;
            case GONE -> ExitCode.NO_TARGET;
            case FAILED -> ExitCode.USER_CODE;
        };
    }
}
