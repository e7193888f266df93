// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source file, taken into lines. For one thread. */
final class SourceFile {
    private static final int CONTEXT = 2;

    /** Generated sources may have everything on one line. */
    private static final int MOST_CHARACTERS = 1_000;

    private final String name;
    private final String text;
    private final List<String> lines;
    private @Nullable LineTables tables;

    SourceFile(String name, String text) {
        this.name = name;
        this.text = text;
        this.lines = text.lines().toList();
    }

    boolean isOfPackage(String packageName) {
        return SourceNames.isOfPackage(text, packageName);
    }

    /** Returns the lines around this one, or that the file is not the method's; null where it has no such line. */
    @Nullable
    SourceExcerpt excerpt(MethodFacts method, int line) {
        if (tables == null) {
            tables = name.endsWith(".java") ? new JavaLineTables(text) : new WordLineTables(lines);
        }
        if (!tables.fit(method)) {
            return SourceExcerpt.differing(name, line);
        }
        if (line < 1 || line > lines.size()) {
            return null;
        }
        return new SourceExcerpt(
                name,
                line,
                false,
                cut(Math.max(1, line - CONTEXT), line),
                cut(line, line + 1).get(0),
                cut(line + 1, Math.min(line + CONTEXT, lines.size()) + 1));
    }

    private List<String> cut(int from, int to) {
        List<String> cut = new ArrayList<>();
        for (String line : lines.subList(from - 1, to - 1)) {
            cut.add(line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "\u2026");
        }
        return cut;
    }
}
