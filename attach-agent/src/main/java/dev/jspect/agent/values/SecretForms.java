// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** Finds secrets that are known by their form: keys of clouds and forges, JWTs, credentials of headers and URLs, private keys. */
final class SecretForms {
    private static final String BEGIN = "-----BEGIN ";
    private static final int MAX_TITLE = 64;

    /** What keys begin with, and how many characters must follow at least. */
    private static final String[] PREFIXES = {
        "AKIA",
        "ASIA",
        "AIza",
        "ghp_",
        "gho_",
        "ghu_",
        "ghs_",
        "ghr_",
        "github_pat_",
        "glpat-",
        "xoxb-",
        "xoxa-",
        "xoxp-",
        "xoxr-",
        "xoxs-",
        "xoxe-",
        "sk_live_",
        "rk_live_",
        "sk-ant-",
        "sk-proj-",
        "npm_",
        "ya29."
    };

    private static final int[] FOLLOWING = {
        16, 16, 30, 20, 20, 20, 20, 20, 20, 16, 10, 10, 10, 10, 10, 10, 10, 10, 16, 16, 30, 20
    };

    private final String text;
    private final boolean cut;
    private int noAtBefore;

    SecretForms(String text, boolean cut) {
        this.text = text;
        this.cut = cut;
    }

    /** Returns the secret that begins at a place or just behind; or what need not be looked at again; or null. */
    SecretScanner.Span at(int start) {
        switch (text.charAt(start)) {
            case ':':
                return passwordOfUrl(start);
            case '-':
                return privateKey(start);
            case 'e':
                return jsonWebToken(start);
            case 'b':
            case 'B':
                return credentials(start);
            default:
                return prefixed(start);
        }
    }

    private SecretScanner.Span prefixed(int start) {
        char second = start + 1 < text.length() ? text.charAt(start + 1) : 0;
        for (int i = 0; i < PREFIXES.length; i++) {
            int from = start + PREFIXES[i].length();
            if (PREFIXES[i].charAt(1) == second
                    && text.startsWith(PREFIXES[i], start)
                    && (text.charAt(start) != 'A' || Chars.startsWord(text, start))) {
                int end = Chars.endOfToken(text, from);
                return new SecretScanner.Span(start, end, end - from >= FOLLOWING[i] || (cut && end == text.length()));
            }
        }
        return null;
    }

    /** Two parts of base64url at least, the first of which is JSON. */
    private SecretScanner.Span jsonWebToken(int start) {
        if (!text.startsWith("eyJ", start)) {
            return null;
        }
        int dot = Chars.endOfToken(text, start);
        int end = dot < text.length() && text.charAt(dot) == '.' ? Chars.endOfToken(text, dot + 1) : dot;
        boolean goesOn = cut && end == text.length();
        if (!goesOn && (dot - start < 10 || end - dot < 9)) {
            return new SecretScanner.Span(start, dot, false);
        }
        while (end + 1 < text.length() && text.charAt(end) == '.' && Chars.isToken(text.charAt(end + 1))) {
            end = Chars.endOfToken(text, end + 1);
        }
        return new SecretScanner.Span(start, end, true);
    }

    private SecretScanner.Span privateKey(int start) {
        if (!text.startsWith(BEGIN, start)) {
            return null;
        }
        int title = start + BEGIN.length();
        int dashes = text.indexOf("-----", title);
        int key = text.substring(title, Math.min(text.length(), title + MAX_TITLE))
                .indexOf("PRIVATE KEY");
        if (key < 0 || (dashes >= 0 && dashes < title + key)) {
            return new SecretScanner.Span(start, title, false);
        }
        int last = text.indexOf("-----END", title);
        int end = last < 0 ? -1 : text.indexOf("-----", last + 8);
        return new SecretScanner.Span(start, end < 0 ? text.length() : end + 5, true);
    }

    private SecretScanner.Span credentials(int start) {
        boolean basic = text.regionMatches(true, start, "basic", 0, 5);
        if ((!basic && !text.regionMatches(true, start, "bearer", 0, 6)) || !Chars.startsWord(text, start)) {
            return null;
        }
        int from = start + (basic ? 5 : 6);
        if (text.startsWith("%20", from)) {
            from += 3;
        } else if (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '+')) {
            from++;
        } else {
            return null;
        }
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        int end = from;
        while (end < text.length() && (Chars.isToken(text.charAt(end)) || "._~+/=:%".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        int length = end - from;
        boolean secret =
                (length >= 8 && isNoWord(from, end)) || (!basic && length >= 16) || (cut && end == text.length());
        return secret ? new SecretScanner.Span(from, end, true) : null;
    }

    /** Digits, signs of base64, or an upper case letter behind a lower case one. */
    private boolean isNoWord(int from, int end) {
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean upper = c >= 'A' && c <= 'Z';
            if (Chars.isDigit(c) || "+/=".indexOf(c) >= 0 || (upper && i > from && text.charAt(i - 1) >= 'a')) {
                return true;
            }
        }
        return false;
    }

    /** The part between the colon and the at sign. A slash in it makes it no less secret, but a port no password. */
    private SecretScanner.Span passwordOfUrl(int start) {
        int from = start + 3;
        if (!text.startsWith("://", start) || from < noAtBefore || text.startsWith("[", from)) {
            return null;
        }
        int colon = -1;
        int at = -1;
        boolean port = true;
        int i = from;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Chars.isBlank(c) || Chars.isQuote(c) || c == '<' || c == '>') {
                break;
            }
            if ((c == '@' && colon < 0) || ((c == '/' || c == '?' || c == '#') && (colon < 0 || at >= 0 || port))) {
                return at < 0 ? null : new SecretScanner.Span(colon + 1, at, true);
            }
            if (c == '@') {
                at = i;
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (colon >= 0) {
                port &= Chars.isDigit(c);
            }
        }
        if (at >= 0) {
            return new SecretScanner.Span(colon + 1, at, true);
        }
        noAtBefore = i;
        return cut && i == text.length() && colon >= 0 ? new SecretScanner.Span(colon + 1, i, true) : null;
    }
}
