// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** What kinds of ASCII characters there are in tokens. */
final class Chars {
    private Chars() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    /** Of base64url. */
    static boolean isToken(char c) {
        return isWord(c) || c == '-' || c == '_';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    static boolean isBlank(char c) {
        return c <= ' ';
    }

    private static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Says whether no letter or digit is before a place, other than those of an escape, %2F. */
    static boolean startsWord(String text, int at) {
        return at == 0 || !isWord(text.charAt(at - 1)) || isEscaped(text, at - 3);
    }

    private static boolean isEscaped(String text, int at) {
        return at >= 0 && text.charAt(at) == '%' && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
    }

    /** Returns where the characters of a token end that begins at a place. */
    static int endOfToken(String text, int at) {
        int end = at;
        while (end < text.length() && isToken(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
