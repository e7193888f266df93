// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import org.jline.utils.WCWidth;

/** Measures and clips text in the cells a terminal gives it: East Asian characters and emoji take two, marks none. */
public final class CellWidth {
    private static final String ELLIPSIS = "…";

    /** Below the combining marks every character that {@link SafeText} lets through takes one cell. */
    private static final char FIRST_MARK = 0x300;

    private CellWidth() {}

    /** Cells of harmless text (see {@link SafeText}). */
    public static int of(CharSequence text) {
        int cells = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_MARK) {
                cells++;
            } else {
                int codePoint = Character.codePointAt(text, i);
                i += Character.charCount(codePoint) - 1;
                cells += cells(codePoint);
            }
        }
        return cells;
    }

    private static int cells(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    /** The text, or as much of its beginning as leaves room for an ellipsis in this many cells (at least one). */
    public static String clip(String text, int cells) {
        if (text.length() <= cells / 2 || of(text) <= cells) {
            return text;
        }
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            int next = used + cells(codePoint);
            if (next > cells - 1) {
                break;
            }
            used = next;
            at += Character.charCount(codePoint);
        }
        return text.substring(0, at).concat(ELLIPSIS);
    }
}
