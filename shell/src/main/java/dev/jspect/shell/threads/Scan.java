// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import org.jspecify.annotations.Nullable;

/** Reads numbers inside one line. Nothing here throws on malformed text. */
final class Scan {
    /** More digits may not fit a long. */
    private static final int MAX_DIGITS = 18;

    private static final int MAX_HEX_DIGITS = 15;

    private Scan() {}

    /** Offset behind the decimal digits that begin at {@code from}. */
    static int digitsEnd(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Offset behind the hexadecimal digits that begin at {@code from}. */
    static int hexEnd(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) < 128 && Character.digit(line.charAt(at), 16) >= 0) {
            at++;
        }
        return at;
    }

    /** The decimal number that begins at {@code from}, or -1 if there is none that fits. */
    static long number(String line, int from) {
        int end = digitsEnd(line, from);
        return end <= from || end - from > MAX_DIGITS ? -1 : Long.parseLong(line, from, end, 10);
    }

    /** The number that follows the key, or 0 if there is no key or no number that fits. */
    static long numberAfter(String line, String key) {
        int at = line.indexOf(key);
        return at < 0 ? 0 : Math.max(0, number(line, at + key.length()));
    }

    /** The number at {@code from}, hexadecimal if it begins with {@code 0x}; null if there is none that fits. */
    static @Nullable Long decimalOrHex(String line, int from) {
        if (!line.startsWith("0x", from)) {
            long number = number(line, from);
            return number < 0 ? null : number;
        }
        int end = hexEnd(line, from + 2);
        int digits = end - from - 2;
        return digits < 1 || digits > MAX_HEX_DIGITS ? null : Long.parseLong(line, from + 2, end, 16);
    }

    /** The number of an attribute such as {@code cpu=1.25ms}, in the attribute's own unit; null if absent or malformed. */
    static @Nullable Double decimalAfter(String line, String key) {
        int at = line.indexOf(key);
        if (at < 0) {
            return null;
        }
        int begin = at + key.length();
        int dot = digitsEnd(line, begin);
        int end = dot < line.length() && line.charAt(dot) == '.' ? digitsEnd(line, dot + 1) : dot;
        return dot == begin || end - begin > MAX_DIGITS ? null : Double.valueOf(line.substring(begin, end));
    }
}
