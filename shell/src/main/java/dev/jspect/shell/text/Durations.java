// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

/** Writes durations for people: two units at most, as in {@code 0.3 ms}, {@code 41 ms}, {@code 1.2 s}, {@code 2d 3h}. */
public final class Durations {
    private static final double SHORT_MS = 0.0995;
    private static final long SECOND_MS = 1000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Durations() {}

    /** A duration that may be short, given in nanoseconds: {@code 850 ns}, {@code 12 us}; a negative one reads as none. */
    public static String ofNanos(long nanos) {
        if (nanos / 1e6 >= SHORT_MS) {
            return ofMillis(nanos / 1e6);
        }
        return nanos < 1_000 ? Math.max(0, nanos) + " ns" : decimal(nanos / 1e3).concat(" us");
    }

    /** A duration given in milliseconds; a negative one reads as none. */
    public static String ofMillis(double millis) {
        double ms = Math.max(0, millis);
        if (Math.round(ms) < SECOND_MS) {
            return decimal(ms).concat(" ms");
        }
        if (Math.round(ms / SECOND_MS) < 60) {
            return decimal(ms / SECOND_MS).concat(" s");
        }
        long whole = Math.round(ms);
        if (whole < HOUR_MS) {
            return twoUnits(whole, MINUTE_MS, "m ", SECOND_MS, "s");
        }
        if (whole < DAY_MS) {
            return twoUnits(whole, HOUR_MS, "h ", MINUTE_MS, "m");
        }
        return twoUnits(whole, DAY_MS, "d ", HOUR_MS, "h");
    }

    /** One decimal below ten, none above; no {@code .0}. */
    private static String decimal(double value) {
        long tenths = Math.round(value * 10);
        if (tenths >= 100 || tenths % 10 == 0) {
            return Long.toString(Math.round(value));
        }
        return Long.toString(tenths / 10).concat(".").concat(Long.toString(tenths % 10));
    }

    private static String twoUnits(long ms, long big, String bigName, long small, String smallName) {
        String whole = Long.toString(ms / big).concat(bigName);
        return whole.concat(Long.toString(ms % big / small)).concat(smallName);
    }
}
