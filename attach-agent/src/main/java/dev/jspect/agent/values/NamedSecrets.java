// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/**
 * Finds what follows the name of a secret in a text: {@code name=value}, {@code "name": "value"}, {@code name%3Dvalue},
 * {@code <name>value<}, {@code --name value}.
 */
final class NamedSecrets {
    private static final int MAX_NAME = 128;
    private static final int MAX_BETWEEN = 8;
    private static final String[] SCHEMES = {"bearer", "basic", "digest", "negotiate", "token", "apikey"};

    private final Secrets secrets;
    private final String text;

    NamedSecrets(Secrets secrets, String text) {
        this.secrets = secrets;
        this.text = text;
    }

    /** Returns the value behind the separator at a place, when there is the name of a secret before it; or null. */
    SecretScanner.Span at(int separator) {
        char kind = text.charAt(separator);
        if (kind == '%' && !isEscapeOf(separator, "3D") && !isEscapeOf(separator, "3A")) {
            return null;
        }
        String name = nameBefore(separator, kind);
        if (name == null || !secrets.isSecret(name)) {
            return null;
        }
        int start = skipBetween(kind == '%' ? separator + 3 : separator + 1, kind);
        if (start == text.length() || (kind == ' ' && text.charAt(start) == '-')) {
            return null;
        }
        return value(start, kind, name);
    }

    private String nameBefore(int separator, char kind) {
        int end = separator;
        if (kind == '=' || kind == ':' || kind == '%') {
            end = skipBack(end);
        }
        int start = end;
        while (start > 0 && end - start < MAX_NAME && isName(text.charAt(start - 1))) {
            start--;
        }
        char before = start == 0 ? 0 : text.charAt(start - 1);
        if (before == '%' && end - start > 2) {
            start += 2;
        }
        boolean fits = kind == ' ' ? start < end && text.charAt(start) == '-' : kind != '>' || before == '<';
        return fits && start < end ? text.substring(start, end) : null;
    }

    private static boolean isName(char c) {
        return Chars.isToken(c) || c == '.' || c == '$' || c >= 0x80;
    }

    /** Blanks, quotes and brackets between a name and what separates it. */
    private int skipBack(int from) {
        int at = from;
        while (at > 0 && from - at < MAX_BETWEEN) {
            char c = text.charAt(at - 1);
            if (c == ' ' || c == '\t' || c == '\\' || c == ']' || Chars.isQuote(c)) {
                at--;
            } else if (at >= 3 && (isEscapeOf(at - 3, "22") || isEscapeOf(at - 3, "27") || isEscapeOf(at - 3, "5D"))) {
                at -= 3;
            } else {
                break;
            }
        }
        return at;
    }

    private int skipBetween(int from, char kind) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\t' && c != '=' && c != ':' && c != '>' && !(c == '+' && kind == '%')) {
                break;
            }
            at++;
        }
        return at;
    }

    private boolean isEscapeOf(int at, String digits) {
        return text.charAt(at) == '%' && text.regionMatches(true, at + 1, digits, 0, 2);
    }

    private SecretScanner.Span value(int start, char kind, String name) {
        int quote = start;
        while (quote < text.length() && text.charAt(quote) == '\\') {
            quote++;
        }
        if (quote < text.length() && Chars.isQuote(text.charAt(quote))) {
            return secret(quote + 1, endOfQuoted(quote, quote - start));
        }
        if (isEscapeOf(start, "22") || isEscapeOf(start, "27")) {
            int end = text.indexOf(text.substring(start, start + 3), start + 3);
            return secret(start + 3, end < 0 ? text.length() : end);
        }
        if ("[{(".indexOf(text.charAt(start)) >= 0) {
            return secret(start, endOfBrackets(start));
        }
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith("authorization") || lower.contains("cookie")) {
            return secret(start, endOfHeader(start, kind));
        }
        int end = endOfWord(start, kind);
        if (end < text.length()
                && text.charAt(end) == ' '
                && isScheme(text.substring(start, Math.min(end, start + 16)))) {
            end = endOfWord(skipBetween(end, kind), kind);
        }
        return secret(start, end);
    }

    private static SecretScanner.Span secret(int start, int end) {
        return start < end ? new SecretScanner.Span(start, end, true) : null;
    }

    /** The closing quote has as many backslashes before it as the opening one. */
    private int endOfQuoted(int quote, int slashes) {
        int before = 0;
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == text.charAt(quote) && before == slashes) {
                return i - slashes;
            }
            before = c == '\\' ? before + 1 : 0;
        }
        return text.length();
    }

    private int endOfBrackets(int start) {
        int open = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            open += "[{(".indexOf(c) >= 0 ? 1 : "]})".indexOf(c) >= 0 ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** Headers hold blanks, commas and whole lists of names and values. */
    private int endOfHeader(int start, char kind) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= ' ' && !(kind != ':' && isEndOfWord(end, kind, true))) {
            end++;
        }
        return end;
    }

    private int endOfWord(int start, char kind) {
        int end = start;
        while (end < text.length() && !isEndOfWord(end, kind, false)) {
            end++;
        }
        return end;
    }

    private boolean isEndOfWord(int at, char kind, boolean header) {
        char c = text.charAt(at);
        if (c == ',' || c == '&' || c == '<' || Chars.isQuote(c)) {
            return true;
        }
        if (!header && (Chars.isBlank(c) || c == ';')) {
            return true;
        }
        return kind == '%' && (isEscapeOf(at, "26") || isEscapeOf(at, "22"));
    }

    private static boolean isScheme(String word) {
        for (int i = 0; i < SCHEMES.length; i++) {
            if (word.equalsIgnoreCase(SCHEMES[i])) {
                return true;
            }
        }
        return false;
    }
}
