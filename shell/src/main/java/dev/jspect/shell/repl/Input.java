// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the shell's lines come from. */
public interface Input {
    /** Returns the input that reads these lines, without a word to whoever writes them. */
    static Input of(BufferedReader lines, Connection connection) {
        return new TextInput(lines, new Completeness(connection.engineThread(), connection.engine())::needsMore);
    }

    /**
     * Returns the next snippet, of as many lines as it has, or command; null at the end. Blocks.
     *
     * @throws IOException when it cannot be read
     */
    @Nullable
    String next() throws IOException;

    /** Has a {@link #next} that waits return null, and all that come after. Called by any thread. */
    default void end() {}
}
