// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.TargetException;
import dev.jspect.shell.threads.ThreadDump;

/** Takes thread dumps of the target. Any thread may call; blocks for as long as the target needs, but not for ever. */
public interface ThreadSource {
    /** Takes a dump of all threads, the virtual ones too. */
    ThreadDump take() throws TargetException;
}
