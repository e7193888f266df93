// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/**
 * Finds payment card numbers: 13 to 19 digits, blanks or dashes between, that begin as an issuer's do and end in the right
 * check digit. Groups of digits that belong to something longer, as in a UUID, count only when grouped as on a card.
 */
final class CardNumbers {
    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;

    private final String text;
    private final boolean cut;
    private final int[] digits = new int[MAX_DIGITS];

    CardNumbers(String text, boolean cut) {
        this.text = text;
        this.cut = cut;
    }

    /** Returns the number that begins with the digit at a place, or null. */
    SecretScanner.Span at(int start) {
        if (!Chars.startsWord(text, start) || isFraction(start)) {
            return null;
        }
        boolean joined = start >= 2 && isJoined(text.charAt(start - 1), text.charAt(start - 2));
        int count = 0;
        int grouping = 0;
        int group = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Chars.isDigit(c)) {
                return null;
            }
            if (count == MAX_DIGITS) {
                return null;
            }
            digits[count++] = c - '0';
            group++;
            int next = i + 1;
            boolean ends = next == text.length() || !Chars.isDigit(text.charAt(next));
            if (!ends) {
                continue;
            }
            boolean goesOn =
                    next + 1 < text.length() && isSeparator(text.charAt(next)) && Chars.isDigit(text.charAt(next + 1));
            boolean plain = grouping == 0 || (!joined && !goesOn) || isGroupedAsCard(grouping * 10 + group);
            if (plain && endsWell(next) && isCard(count)) {
                return new SecretScanner.Span(start, next, true);
            }
            if (!goesOn) {
                // What follows is not looked at, but may be the rest of a card.
                boolean mayGoOn = cut && next + 1 >= text.length();
                return mayGoOn ? new SecretScanner.Span(start, next, true) : null;
            }
            grouping = grouping * 10 + Math.min(group, 9);
            if (grouping > 99_999) {
                return null;
            }
            group = 0;
            i = next;
        }
        return null;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-';
    }

    private static boolean isJoined(char separator, char before) {
        return separator == '-' ? Chars.isWord(before) : separator == ' ' && Chars.isDigit(before);
    }

    private static boolean isGroupedAsCard(int grouping) {
        return grouping == 4444
                || grouping == 465
                || grouping == 464
                || grouping == 4441
                || (grouping > 44440 && grouping <= 44443);
    }

    /** Digits behind a point. */
    private boolean isFraction(int start) {
        return start >= 2 && text.charAt(start - 1) == '.' && Chars.isDigit(text.charAt(start - 2));
    }

    private boolean endsWell(int end) {
        if (end == text.length()) {
            return true;
        }
        char c = text.charAt(end);
        return !Chars.isWord(c) && !(c == '.' && end + 1 < text.length() && Chars.isDigit(text.charAt(end + 1)));
    }

    private boolean isCard(int count) {
        return count >= MIN_DIGITS && isIssued(count) && hasCheckDigit(count);
    }

    private boolean isIssued(int count) {
        int two = digits[0] * 10 + digits[1];
        int four = two * 100 + digits[2] * 10 + digits[3];
        if (digits[0] == 4) {
            return count == 13 || count == 16 || count == 19;
        }
        if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
            return count == 16;
        }
        if (two == 34 || two == 37) {
            return count == 15;
        }
        if (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059)) {
            return count == 14;
        }
        if (four == 6011 || two == 65 || four >= 6440 || (four >= 3528 && four <= 3589) || two == 62) {
            return digits[0] <= 6 && count >= 16;
        }
        boolean maestro = two == 50 || (two >= 56 && two <= 58) || two == 63;
        return maestro && (count == 16 || count >= 18);
    }

    /** By Luhn's formula. */
    private boolean hasCheckDigit(int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i] << (i & 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }
}
