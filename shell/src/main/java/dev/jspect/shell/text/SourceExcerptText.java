// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.source.SourceExcerpt;
import dev.jspect.shell.text.Style.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes lines of a source below a frame, the frame's own marked, without the blanks that all begin with.
 *
 * <pre>
 *       37    }
 *       38    // Packing takes its time.
 *     > 39    Thread.sleep(150L * item.quantity());
 *       40  }
 * </pre>
 */
final class SourceExcerptText {
    private static final int INDENT = 4;
    private static final String TAB = "    ";

    private SourceExcerptText() {}

    static void write(StyledText out, SourceExcerpt source) throws IOException {
        if (source.differs()) {
            out.padTo(INDENT);
            new ValuePieces(out.width() - INDENT)
                    .add(Kind.WARNING, "source differs from the running class")
                    .add(Kind.DIM, ": " + source.file())
                    .writeTo(out);
            out.endLine();
            return;
        }
        List<String> lines = new ArrayList<>(source.before());
        lines.add(source.text());
        lines.addAll(source.after());
        lines.replaceAll(line -> line.replace("\t", TAB).stripTrailing());
        int first = source.line() - source.before().size();
        int digits = String.valueOf(first + lines.size() - 1).length();
        int common = commonIndent(lines);
        for (int i = 0; i < lines.size(); i++) {
            boolean own = first + i == source.line();
            String number = String.valueOf(first + i);
            out.padTo(INDENT).add(own ? "> " : "  ");
            out.padTo(out.column() + digits - number.length()).add(own ? Kind.TEXT : Kind.DIM, number);
            line(out, own ? Kind.TEXT : Kind.DIM, lines.get(i), common);
        }
    }

    private static void line(StyledText out, Kind kind, String line, int common) throws IOException {
        if (!line.isEmpty()) {
            out.add("  ");
            new ValuePieces(out.width() - out.column())
                    .add(kind, line.substring(Math.min(common, line.length())))
                    .writeTo(out);
        }
        out.endLine();
    }

    private static int commonIndent(List<String> lines) {
        int common = Integer.MAX_VALUE;
        for (String line : lines) {
            if (!line.isBlank()) {
                common = Math.min(common, line.length() - line.stripLeading().length());
            }
        }
        return common;
    }
}
