// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import java.io.IOException;

/**
 * Writes lines of styled text: escapes what it is given, knows how many cells the line has, and leaves no blanks at its
 * end. For one thread; never closes what it writes to.
 */
public final class StyledText {
    private final Appendable out;
    private final Style style;
    private final int width;
    private int column;
    private int pendingBlanks;

    /**
     * Begins at the start of a line.
     *
     * @param width the cells a line should keep to; told to the renderer, nothing is cut here
     */
    public StyledText(Appendable out, Style style, int width) {
        this.out = out;
        this.style = style;
        this.width = width;
    }

    /** Adds text of a kind, made harmless. */
    public StyledText add(Style.Kind kind, String text) throws IOException {
        if (SafeText.isPlain(text)) {
            return append(kind, text, text.length());
        }
        return addSafe(kind, SafeText.of(text));
    }

    /** Adds text without a style. */
    public StyledText add(String text) throws IOException {
        return add(Style.Kind.TEXT, text);
    }

    /** Adds text that {@link SafeText} has made already. */
    StyledText addSafe(Style.Kind kind, String text) throws IOException {
        return append(kind, text, CellWidth.of(text));
    }

    private StyledText append(Style.Kind kind, String text, int cells) throws IOException {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (end > 0) {
            while (pendingBlanks > 0) {
                out.append(' ');
                pendingBlanks--;
            }
            style.append(out, kind, end == text.length() ? text : text.substring(0, end));
        }
        pendingBlanks += text.length() - end;
        column += cells;
        return this;
    }

    /** Adds blanks up to this column, at least none. */
    public StyledText padTo(int target) {
        if (target > column) {
            pendingBlanks += target - column;
            column = target;
        }
        return this;
    }

    /** Ends the line. */
    public void endLine() throws IOException {
        out.append('\n');
        column = 0;
        pendingBlanks = 0;
    }

    /** The same style and width, at the start of a line elsewhere. */
    StyledText onto(Appendable other) {
        return new StyledText(other, style, width);
    }

    /** Writes whole lines of another renderer, already made harmless. For the start of a line. */
    public void addRendered(String lines) throws IOException {
        out.append(lines);
    }

    /** Writes a whole line that was made by {@link #onto}, its end included. For the start of a line. */
    void appendLine(String line) throws IOException {
        out.append(line);
    }

    /** The cells this line has so far. */
    public int column() {
        return column;
    }

    /** The cells a line should keep to. */
    public int width() {
        return width;
    }

    /** Whether this many more cells keep the line within its width. */
    public boolean fits(int cells) {
        return column + cells <= width;
    }
}
