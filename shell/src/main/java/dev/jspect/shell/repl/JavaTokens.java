// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts source text into what a reader tells apart. Takes any text, unfinished Java too; every char is in one token. */
final class JavaTokens {
    /** What a token is. */
    enum Kind {
        KEYWORD,
        TYPE,
        STRING,
        NUMBER,
        COMMENT,
        OPEN,
        CLOSE,
        OTHER
    }

    /** One token, from {@code start} to before {@code end}. */
    record Token(Kind kind, int start, int end) {}

    private static final Set<String> KEYWORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "record",
            "return",
            "sealed",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "var",
            "void",
            "volatile",
            "while",
            "yield");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private JavaTokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        JavaTokens scanner = new JavaTokens(text);
        while (scanner.at < text.length()) {
            scanner.next();
        }
        return scanner.tokens;
    }

    private void next() {
        int start = at;
        char c = text.charAt(at);
        if (text.startsWith("//", at)) {
            add(Kind.COMMENT, start, endAt(text.indexOf('\n', at), 0));
        } else if (text.startsWith("/*", at)) {
            add(Kind.COMMENT, start, endAt(text.indexOf("*/", at + 2), 2));
        } else if (text.startsWith("\"\"\"", at)) {
            add(Kind.STRING, start, endAt(text.indexOf("\"\"\"", at + 3), 3));
        } else if (c == '"' || c == '\'') {
            add(Kind.STRING, start, endOfQuoted(c));
        } else if (Character.isJavaIdentifierStart(c)) {
            word(start);
        } else if (Character.isDigit(c)) {
            add(Kind.NUMBER, start, endOfNumber());
        } else if ("([{".indexOf(c) >= 0) {
            add(Kind.OPEN, start, at + 1);
        } else if (")]}".indexOf(c) >= 0) {
            add(Kind.CLOSE, start, at + 1);
        } else {
            add(Kind.OTHER, start, at + 1);
        }
    }

    private void add(Kind kind, int start, int end) {
        tokens.add(new Token(kind, start, end));
        at = end;
    }

    private int endAt(int found, int length) {
        return found < 0 ? text.length() : found + length;
    }

    private int endOfQuoted(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            } else if (c == '\n') {
                return i;
            }
        }
        return text.length();
    }

    private void word(int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        String word = text.substring(start, end);
        boolean isType = Character.isUpperCase(word.charAt(0)) && !word.equals(word.toUpperCase(java.util.Locale.ROOT));
        add(KEYWORDS.contains(word) ? Kind.KEYWORD : isType ? Kind.TYPE : Kind.OTHER, start, end);
    }

    private int endOfNumber() {
        int end = at;
        while (end < text.length() && (Character.isJavaIdentifierPart(text.charAt(end)) || isFraction(end))) {
            end++;
        }
        return end;
    }

    private boolean isFraction(int dot) {
        return text.charAt(dot) == '.' && dot + 1 < text.length() && Character.isDigit(text.charAt(dot + 1));
    }

    /** Returns the start of the bracket that belongs to the one at a place, or -1: it has none, or it is no bracket. */
    static int partner(List<Token> tokens, int place) {
        List<Token> open = new ArrayList<>();
        for (Token token : tokens) {
            if (token.kind() == Kind.OPEN) {
                open.add(token);
            } else if (token.kind() == Kind.CLOSE) {
                Token opener = open.isEmpty() ? null : open.remove(open.size() - 1);
                if (token.start() == place) {
                    return opener == null ? -1 : opener.start();
                }
                if (opener != null && opener.start() == place) {
                    return token.start();
                }
            }
        }
        return -1;
    }
}
