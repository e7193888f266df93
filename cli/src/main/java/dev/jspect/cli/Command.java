// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import java.util.concurrent.Callable;

/** A command: what it takes, and what it does. Made for one run. */
interface Command extends Callable<ExitCode> {
    /** Says what it takes; parsing then sets the fields that {@link #call} reads. */
    Syntax syntax();

    /** Does it, and returns how it ended. */
    @Override
    ExitCode call() throws Exception;
}
