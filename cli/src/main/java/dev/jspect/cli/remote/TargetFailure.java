// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.TargetException;

/** A target's failure, as a command ends with it. */
public final class TargetFailure {
    private TargetFailure() {}

    /**
     * Returns the failure to throw.
     *
     * @param what what could not be done
     */
    public static JspectException of(String what, TargetException e) {
        ExitCode code = e instanceof RefusedException ? ExitCode.REFUSED : ExitCode.NO_TARGET;
        return new JspectException(code, what, String.valueOf(e.getMessage()), null, e);
    }
}
