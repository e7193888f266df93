// SPDX-License-Identifier: Apache-2.0
/**
 * The snippet engine: Java is compiled here, in the tool, and runs in the target.
 *
 * <p>Private members just work. {@link dev.jspect.shell.engine.OpenView} shows the compiler the target's classes as if
 * they were public; {@link dev.jspect.shell.engine.SnippetRewriter} turns what the compiler made of that into classes
 * that the target's JVM accepts, and puts the stop checks in. Both judge by the original flags, which {@link
 * dev.jspect.shell.engine.MemberFlags} reads from {@link dev.jspect.shell.engine.OriginalClasses}.
 */
@NullMarked
package dev.jspect.shell.engine;

import org.jspecify.annotations.NullMarked;
