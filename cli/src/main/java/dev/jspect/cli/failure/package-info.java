// SPDX-License-Identifier: Apache-2.0
/**
 * How jspect says that something did not work: {@link dev.jspect.cli.failure.JspectException} carries what failed, why
 * and what to do next, {@link dev.jspect.cli.failure.ExitCode} the number the process ends with. Every package of the
 * tool may throw; only {@code Main} prints.
 */
@NullMarked
package dev.jspect.cli.failure;

import org.jspecify.annotations.NullMarked;
