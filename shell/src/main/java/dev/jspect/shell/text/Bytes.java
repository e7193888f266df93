// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import java.util.Locale;

/** Numbers of bytes, for people. */
public final class Bytes {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Bytes() {}

    /** Returns the number in the largest unit that leaves at least 1, with three digits or so: {@code 512 B}, {@code 1.5 MB}. */
    public static String text(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= 1024 && unit < UNITS.length - 1) {
            number /= 1024;
            unit++;
        }
        String digits = unit == 0 || number >= 100
                ? String.valueOf(Math.round(number))
                : String.format(Locale.ROOT, "%.1f", number);
        return digits + " " + UNITS[unit];
    }
}
