// SPDX-License-Identifier: Apache-2.0
/**
 * The interactive shell: reads snippets and commands, has an engine evaluate them in a target, and shows what came of it.
 *
 * <p>{@link dev.jspect.shell.repl.Shell} is the loop. Where the lines come from is {@link dev.jspect.shell.repl.Input}: a
 * terminal, with everything that helps typing, or any stream of text. Only {@link dev.jspect.shell.repl.EngineThread}
 * touches JShell, so that what a Tab asked for never meets an evaluation.
 */
@NullMarked
package dev.jspect.shell.repl;

import org.jspecify.annotations.NullMarked;
