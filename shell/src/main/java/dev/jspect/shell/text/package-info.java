// SPDX-License-Identifier: Apache-2.0
/**
 * How answers look on a terminal or in a pipe.
 *
 * <p>{@link dev.jspect.shell.text.StyledText} is what every renderer writes through: it makes the application's strings
 * harmless ({@link dev.jspect.shell.text.SafeText}), colours them as a {@link dev.jspect.shell.text.Style} says, and knows
 * how many cells a line takes. {@link dev.jspect.shell.text.Columns} lays out tables,
 * {@link dev.jspect.shell.text.FramesRenderer} threads. Renderers append to an {@link Appendable} of the caller and never
 * close it; whether there is a terminal, and how wide, the caller finds out.
 */
@NullMarked
package dev.jspect.shell.text;

import org.jspecify.annotations.NullMarked;
