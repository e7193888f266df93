// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The words and signs of a Java source with their lines; comments are left out, and of literals only the line they begin at
 * is kept. Of any version, and of what is no Java something, without failing.
 */
final class JavaTokens {
    private static final String LITERAL = "\"";

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private int at;
    private int line = 1;

    JavaTokens(String text) {
        this.text = text;
        while (at < text.length()) {
            next();
        }
    }

    int count() {
        return tokens.size();
    }

    /** The word or sign, or a double quote for any literal; an empty text beyond the end. */
    String get(int index) {
        return index < 0 || index >= tokens.size() ? "" : tokens.get(index);
    }

    /** 1-based. */
    int line(int index) {
        return lines.get(index);
    }

    boolean isWord(int index) {
        return !get(index).isEmpty()
                && Character.isJavaIdentifierStart(get(index).codePointAt(0));
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n' || c == '\r') {
            newLine();
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("//", at)) {
            skipTo("\n", 0);
        } else if (text.startsWith("/*", at)) {
            at += 2;
            skipTo("*/", 2);
        } else if (text.startsWith("\"\"\"", at)) {
            add(LITERAL);
            at += 3;
            literal("\"\"\"");
        } else if (c == '"' || c == '\'') {
            add(LITERAL);
            at++;
            literal(String.valueOf(c));
        } else if (Character.isJavaIdentifierPart(c)) {
            word();
        } else {
            add(String.valueOf(c));
            at++;
        }
    }

    private void add(String token) {
        tokens.add(token);
        lines.add(line);
    }

    /** LF, CR, or both. */
    private void newLine() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        line++;
    }

    private void skipTo(String end, int length) {
        while (at < text.length() && !text.startsWith(end, at)) {
            if (text.charAt(at) == '\r' && end.equals("\n")) {
                return;
            }
            step();
        }
        at = Math.min(text.length(), at + length);
    }

    private void literal(String end) {
        while (at < text.length() && !text.startsWith(end, at)) {
            boolean broken = end.length() == 1 && (text.charAt(at) == '\n' || text.charAt(at) == '\r');
            if (broken) {
                return;
            }
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                step();
            }
        }
        at = Math.min(text.length(), at + end.length());
    }

    private void step() {
        if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
            newLine();
        } else {
            at++;
        }
    }

    /** A name, a keyword or a number. */
    private void word() {
        int from = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        add(text.substring(from, at));
    }
}
