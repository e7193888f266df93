// SPDX-License-Identifier: Apache-2.0
/**
 * Local variables of a target's frames, and which of their values may be shown.
 *
 * <p>A JVM gives 0 or null for a slot that is not read again, without saying so, and a slot may hold what another variable
 * left there. {@link dev.jspect.shell.locals.MethodLiveness} tells from the bytecode which values are right; {@link
 * dev.jspect.shell.locals.Handlers} finds the exception table, which the JVM does not give, in the class file.
 */
@NullMarked
package dev.jspect.shell.locals;

import org.jspecify.annotations.NullMarked;
