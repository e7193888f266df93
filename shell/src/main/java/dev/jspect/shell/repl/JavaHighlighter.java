// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import dev.jspect.shell.repl.JavaTokens.Token;
import dev.jspect.shell.text.Style;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;

/** Colours what is being typed, and shows which bracket belongs to the one before the cursor. */
final class JavaHighlighter implements Highlighter {
    private final Style style;
    private final Predicate<String> isCommand;

    /**
     * @param isCommand whether a word with its slash is the beginning of a command's name
     */
    JavaHighlighter(Style style, Predicate<String> isCommand) {
        this.style = style;
        this.isCommand = isCommand;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        // A pasted escape would be taken for one of ours.
        if (style == Style.PLAIN || buffer.indexOf('\u001b') >= 0) {
            return new AttributedString(buffer);
        }
        int cursor = reader.isReading() ? reader.getBuffer().cursor() : -1;
        try {
            StringBuilder out = new StringBuilder();
            if (CommandLine.isCommand(buffer)) {
                command(buffer, out);
            } else {
                java(buffer, cursor, out);
            }
            return AttributedString.fromAnsi(out.toString());
        } catch (IOException e) {
            throw new AssertionError("a StringBuilder takes all text", e);
        }
    }

    private void command(String line, StringBuilder out) throws IOException {
        int start = line.length() - line.stripLeading().length();
        int end = start;
        while (end < line.length() && line.charAt(end) > ' ') {
            end++;
        }
        boolean known = isCommand.test(line.substring(start, end));
        out.append(line, 0, start);
        style.append(out, known ? Style.Kind.HEADING : Style.Kind.ERROR, line.substring(start, end));
        out.append(line, end, line.length());
    }

    private void java(String source, int cursor, StringBuilder out) throws IOException {
        List<Token> tokens = JavaTokens.of(source);
        int bracket = cursor - 1;
        int partner = bracket < 0 ? -1 : JavaTokens.partner(tokens, bracket);
        for (Token token : tokens) {
            boolean matched = partner >= 0 && (token.start() == bracket || token.start() == partner);
            style.append(
                    out,
                    matched ? Style.Kind.HEADING : kind(token.kind()),
                    source.substring(token.start(), token.end()));
        }
    }

    private static Style.Kind kind(JavaTokens.Kind kind) {
        return switch (kind) {
            case KEYWORD -> Style.Kind.KEYWORD;
            case TYPE -> Style.Kind.METHOD_NAME;
            case STRING -> Style.Kind.STRING;
            case NUMBER -> Style.Kind.NUMBER;
            case COMMENT -> Style.Kind.DIM;
            case OPEN, CLOSE, OTHER -> Style.Kind.TEXT;
        };
    }
}
