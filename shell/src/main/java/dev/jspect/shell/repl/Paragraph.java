// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;

/** Running text, broken into lines between words. */
final class Paragraph {
    private static final int MOST_LINES = 6;
    private static final int MOST_CELLS = 100;

    private Paragraph() {}

    /** Writes text, as wide as is good to read; what is too long ends with an ellipsis. */
    static void write(String text, int indent, StyledText out) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        int width = Math.min(out.width(), MOST_CELLS);
        int lines = 1;
        out.padTo(indent);
        for (String word : text.split(" ", -1)) {
            if (out.column() > indent && out.column() + 1 + word.length() > width) {
                if (lines++ == MOST_LINES) {
                    out.add(Kind.DIM, " ...");
                    break;
                }
                out.endLine();
                out.padTo(indent);
            }
            out.add(Kind.DIM, out.column() > indent ? " " + word : word);
        }
        out.endLine();
    }
}
