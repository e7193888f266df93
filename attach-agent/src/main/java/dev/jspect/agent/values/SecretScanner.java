// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/**
 * Finds secrets in one text, in one pass: by hand, as regular expressions would load dozens of classes into the target and
 * backtrack. Used once.
 */
final class SecretScanner {
    private final String text;
    private final NamedSecrets named;
    private final SecretForms forms;
    private final CardNumbers cards;

    SecretScanner(Secrets secrets, String text, boolean cut) {
        this.text = text;
        this.named = new NamedSecrets(secrets, text);
        this.forms = new SecretForms(text, cut);
        this.cards = new CardNumbers(text, cut);
    }

    String redacted() {
        StringBuilder shown = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            Span span = at(i);
            if (span == null) {
                i++;
                continue;
            }
            if (span.isSecret && span.end > span.start) {
                shown = shown == null ? new StringBuilder(text.length()) : shown;
                shown.append(text, copied, span.start).append(Secrets.REDACTED);
                copied = span.end;
            }
            i = Math.max(i + 1, span.end);
        }
        return shown == null ? text : shown.append(text, copied, text.length()).toString();
    }

    private Span at(int i) {
        char c = text.charAt(i);
        if (c >= '0' && c <= '9') {
            return cards.at(i);
        }
        switch (c) {
            case '=':
            case ':':
            case '>':
            case '%':
            case ' ':
                Span value = named.at(i);
                return value == null && c == ':' ? forms.at(i) : value;
            case '-':
            case 'e':
            case 'A':
            case 'B':
            case 'b':
            case 'g':
            case 'n':
            case 'r':
            case 's':
            case 'x':
            case 'y':
                return forms.at(i);
            default:
                return null;
        }
    }

    /** A part of a text that need not be looked at again, and whether it is a secret. */
    static final class Span {
        final int start;
        final int end;
        final boolean isSecret;

        Span(int start, int end, boolean isSecret) {
            this.start = start;
            this.end = end;
            this.isSecret = isSecret;
        }
    }
}
