// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

/**
 * Makes strings of the target harmless to print: what could drive the terminal or hide from the reader is never sent but
 * shown as an escape: {@code \n}, {@code \r}, {@code \t}, {@code \e}, else a backslash, u and the number in hexadecimal.
 *
 * <p>Escaped are the C0 and C1 controls, all format characters (bidirectional controls, zero-width characters, tags),
 * line and paragraph separators, lone surrogates, characters that are not assigned and those that are invisible though
 * they count as letters.
 */
public final class SafeText {
    private SafeText() {}

    /** The text with escapes where needed; the same string where nothing is. */
    public static String of(String text) {
        int at = firstUnsafe(text, false);
        return at < 0 ? text : escape(text, at, false);
    }

    /** The text in double quotes, with quotes and backslashes in it escaped too, so that its end is plain to see. */
    public static String quoted(String text) {
        int at = firstUnsafe(text, true);
        return "\"".concat(at < 0 ? text : escape(text, at, true)).concat("\"");
    }

    /** Whether the text is printable ASCII only, one cell a character. */
    static boolean isPlain(String text) {
        return firstUnsafe(text, false) < 0;
    }

    private static int firstUnsafe(String text, boolean quoted) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (quoted && isQuoteOrBackslash(c))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isQuoteOrBackslash(int c) {
        return c == '"' || c == '\\';
    }

    private static String escape(String text, int from, boolean quoted) {
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, from);
        int i = from;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (quoted && isQuoteOrBackslash(c)) {
                safe.append('\\').append((char) c);
            } else if (c >= ' ' && (c <= '~' || isVisible(c))) {
                safe.appendCodePoint(c);
            } else {
                appendEscape(safe, c);
            }
        }
        return safe.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> !isBlankLetter(c);
        };
    }

    /** Hangul fillers, the grapheme joiner and variation selectors: letters and marks by type, nothing on the screen. */
    private static boolean isBlankLetter(int c) {
        return c == 0x115f
                || c == 0x1160
                || c == 0x3164
                || c == 0xffa0
                || c == 0x034f
                || (c >= 0x180b && c <= 0x180f)
                || (c >= 0xfe00 && c <= 0xfe0f)
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static void appendEscape(StringBuilder safe, int c) {
        switch (c) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            case 0x1b -> safe.append("\\e");
            default -> appendNumber(safe, c);
        }
    }

    private static void appendNumber(StringBuilder safe, int c) {
        String hex = Integer.toHexString(c);
        if (c > Character.MAX_VALUE) {
            safe.append("\\u{").append(hex).append('}');
        } else {
            safe.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
        }
    }
}
