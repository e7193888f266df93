// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.text.Style;
import dev.jspect.shell.text.StyledText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.function.IntSupplier;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * What the shell writes to. What snippets print comes from another thread, and goes above the line that is being typed.
 * Thread-safe.
 */
public final class Screen {
    private final PrintWriter out;
    private final Style style;
    private final IntSupplier width;
    private final boolean terminal;
    private final StringBuilder unfinished = new StringBuilder();
    private @Nullable LineReader reader;
    private boolean atLineStart = true;

    /** Writes lines to where they belong. */
    interface Writing {
        void to(StyledText text) throws IOException;
    }

    /**
     * @param width the cells of a line at this moment
     * @param terminal whether a person sees it: then what snippets print cannot drive the terminal
     */
    public Screen(PrintWriter out, Style style, IntSupplier width, boolean terminal) {
        this.out = out;
        this.style = style;
        this.width = width;
        this.terminal = terminal;
    }

    /** Says who reads lines on the same terminal. */
    synchronized void readBy(LineReader lineReader) {
        reader = lineReader;
    }

    Style style() {
        return style;
    }

    int width() {
        return width.getAsInt();
    }

    boolean isTerminal() {
        return terminal;
    }

    /** Says whether nobody reads any more. Called by any thread. */
    public boolean isBroken() {
        return out.checkError();
    }

    /** Returns lines as they would be shown. */
    String rendered(Writing writing) {
        StringBuilder lines = new StringBuilder();
        try {
            writing.to(new StyledText(lines, style, width()));
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder takes all text", e);
        }
        return lines.toString();
    }

    /** Writes lines, beginning at the start of one. */
    void show(Writing writing) {
        String lines = rendered(writing);
        synchronized (this) {
            startLine();
            out.append(lines);
            out.flush();
        }
    }

    /** Writes lines above the one that is being typed, if one is. Called by any thread. */
    void showAbove(Writing writing) {
        String lines = rendered(writing);
        synchronized (this) {
            if (reader != null && reader.isReading()) {
                reader.printAbove(lines.stripTrailing());
            } else {
                startLine();
                out.append(lines);
                out.flush();
            }
        }
    }

    /** Takes note that somebody else wrote into the line. */
    synchronized void leaveLine() {
        atLineStart = false;
    }

    /** Ends the line when a snippet has left it unfinished. */
    synchronized void startLine() {
        if (!atLineStart) {
            out.append('\n');
            out.flush();
            atLineStart = true;
        }
    }

    /** Returns a stream for the output of snippets. */
    public OutputStream output() {
        return new SnippetOutput(this::print);
    }

    /** Returns a stream for lines that are made to be seen, colours and all. They go above the one that is being typed. */
    public OutputStream lines() {
        return new SnippetOutput(new WholeLines(this::printLines));
    }

    private synchronized void printLines(String lines) {
        if (reader == null || !reader.isReading()) {
            startLine();
        }
        printAsItIs(lines);
    }

    private void print(String text) {
        printAsItIs(terminal ? harmless(text) : text);
    }

    private synchronized void printAsItIs(String shown) {
        if (reader == null || !reader.isReading()) {
            out.append(unfinished).append(shown);
            out.flush();
            unfinished.setLength(0);
            atLineStart = shown.isEmpty() ? atLineStart : shown.endsWith("\n");
            return;
        }
        unfinished.append(shown);
        int end = unfinished.lastIndexOf("\n");
        if (end >= 0) {
            reader.printAbove(unfinished.substring(0, end));
            unfinished.delete(0, end + 1);
        }
    }

    /** Lines and tabs stay what they are. */
    private static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c == '\n' || c == '\t' || isLineEnd(text, i)) {
                safe.append(SafeText.of(text.substring(start, i)));
                if (i < text.length() && c != '\r') {
                    safe.append(c);
                }
                start = i + 1;
            }
        }
        return safe.toString();
    }

    private static boolean isLineEnd(String text, int i) {
        return text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
    }
}
