// SPDX-License-Identifier: Apache-2.0
/**
 * Frames of a target's threads whose local variables snippets can use.
 *
 * <p>{@link dev.jspect.shell.frames.FrameChoice} is what a user names, {@link dev.jspect.shell.frames.FrameHolder} has the
 * target capture that thread and keep the values, {@link dev.jspect.shell.frames.HeldThread} is what came of it: for the
 * engine as variables, for people as frames.
 */
@NullMarked
package dev.jspect.shell.frames;

import org.jspecify.annotations.NullMarked;
