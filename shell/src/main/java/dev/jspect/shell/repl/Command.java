// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.TargetException;
import java.io.IOException;
import java.util.List;

/**
 * A command of the shell.
 *
 * @param name with its slash
 * @param parameter what may follow, as help shows it; empty when nothing may
 * @param summary what it does, in a few words
 * @param details more about it, with examples; a line each
 * @param action what it does
 * @param arguments what it may be given, for Tab
 */
public record Command(
        String name, String parameter, String summary, List<String> details, Action action, Arguments arguments) {
    /** What a command does. */
    public interface Action {
        /**
         * Does it.
         *
         * @param argument what follows the name; may be empty
         * @throws TargetException when the target fails
         * @throws IOException when a file cannot be read or written; its message is for the user
         */
        void run(String argument) throws IOException;
    }

    /** Which arguments a command could take now. */
    public interface Arguments {
        /**
         * Returns them.
         *
         * @param prefix what is typed already; some that do not begin so do no harm
         */
        List<String> startingWith(String prefix) throws IOException;
    }

    /** No argument is known beforehand. */
    public static final Arguments NONE = prefix -> List.of();
}
