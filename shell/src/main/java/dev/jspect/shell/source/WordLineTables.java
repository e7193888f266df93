// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares line number tables with a source of any language, by what all have in common: a method's name is not below its
 * code. Lines beyond the file's end say nothing: Kotlin gives such numbers to the code of inlined functions.
 */
final class WordLineTables implements LineTables {
    private final List<String> lines;

    WordLineTables(List<String> lines) {
        this.lines = lines;
    }

    @Override
    public boolean fit(MethodFacts method) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int i = 1; i < method.lines.length; i += 2) {
            if (method.lines[i] > 0 && method.lines[i] <= lines.size()) {
                first = Math.min(first, method.lines[i]);
                last = Math.max(last, method.lines[i]);
            }
        }
        if (last == 0) {
            return method.lines.length == 0;
        }
        if (lines.get(first - 1).isBlank()) {
            return false;
        }
        // What the compiler adds, such as a data class's copy, has one line and no name in the source.
        return first == last || declaredAt(method.name) <= first;
    }

    /** Returns the first line with this word; 0 where there is none. */
    private int declaredAt(String name) {
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])");
        for (int i = 0; i < lines.size(); i++) {
            if (word.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 0;
    }
}
