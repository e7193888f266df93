// SPDX-License-Identifier: Apache-2.0
/**
 * What the interactive shell and {@code eval} are made of, whatever connects them with a target.
 *
 * <p>{@link dev.jspect.shell.Target} is the one door: implemented where the means are, in the module that knows processes and
 * sockets. {@link dev.jspect.shell.engine.SnippetEngine} turns Java source into classes that a target runs. Knows no
 * process, no socket, no command line.
 */
@NullMarked
package dev.jspect.shell;

import org.jspecify.annotations.NullMarked;
