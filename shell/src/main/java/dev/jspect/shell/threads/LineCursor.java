// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

/** Walks over the lines of a text without copying them. Starts before the first line. */
final class LineCursor {
    private final String text;
    private int start;
    private int end = -1;

    LineCursor(String text) {
        this.text = text;
    }

    /** Goes to the next line; false at the end of the text. */
    boolean advance() {
        if (end + 1 >= text.length()) {
            return false;
        }
        start = end + 1;
        int newline = text.indexOf('\n', start);
        end = newline < 0 ? text.length() : newline;
        return true;
    }

    /** Makes the line that ends at this offset, at or behind the current one's end, the current one. */
    void skipTo(int lineEnd) {
        end = lineEnd;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean isEmpty() {
        return start == end;
    }

    char first() {
        return text.charAt(start);
    }

    boolean startsWith(String prefix) {
        return end - start >= prefix.length() && text.startsWith(prefix, start);
    }

    String line() {
        return text.substring(start, end);
    }
}
