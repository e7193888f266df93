// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.util.function.Consumer;

/** Keeps what comes in pieces until a line is whole: others write lines meanwhile. For one thread at a time. */
final class WholeLines implements Consumer<String> {
    private final Consumer<String> lines;
    private final StringBuilder unfinished = new StringBuilder();

    /**
     * Has nothing yet.
     *
     * @param lines gets one or more whole lines, each with its end
     */
    WholeLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void accept(String piece) {
        unfinished.append(piece);
        int end = unfinished.lastIndexOf("\n") + 1;
        if (end > 0) {
            lines.accept(unfinished.substring(0, end));
            unfinished.delete(0, end);
        }
    }
}
