// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.util.List;

/** Commands of a shell that whoever opens it brings along. */
public interface MoreCommands {
    /** None. */
    MoreCommands NONE = List::of;

    /** Returns them. */
    List<Command> all();

    /**
     * Has the one that runs end, as Ctrl-C wants it. Called by any thread; returns at once.
     *
     * @return false when none runs
     */
    default boolean interrupt() {
        return false;
    }

    /** The shell ends: takes back what they have changed in the target. */
    default void end() {}
}
