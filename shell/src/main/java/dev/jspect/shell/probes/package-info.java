// SPDX-License-Identifier: Apache-2.0
/** Which methods get probes, and what is wanted of their calls: {@link dev.jspect.shell.probes.MethodChoice}, {@link dev.jspect.shell.probes.WatchPlan}. */
@NullMarked
package dev.jspect.shell.probes;

import org.jspecify.annotations.NullMarked;
