// SPDX-License-Identifier: Apache-2.0
/**
 * jspect as a user runs it, against real JVMs: {@link dev.jspect.cli.it.JspectProcess} runs the built jar,
 * {@link dev.jspect.cli.it.TargetJvm} a target on one of the {@link dev.jspect.cli.it.Jdks}. Every wait has a deadline and
 * every process is ended by its own handle.
 */
@NullMarked
package dev.jspect.cli.it;

import org.jspecify.annotations.NullMarked;
