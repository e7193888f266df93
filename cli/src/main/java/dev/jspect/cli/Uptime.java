// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

/** How long something has been running, in its two largest units: {@code 3d 4h}, {@code 12m 5s}. */
final class Uptime {
    private static final int[] SECONDS = {86_400, 3_600, 60, 1};
    private static final String UNITS = "dhms";

    private Uptime() {}

    static String text(long millis) {
        long seconds = millis / 1000;
        for (int i = 0; i < SECONDS.length - 1; i++) {
            if (seconds >= SECONDS[i]) {
                return seconds / SECONDS[i] + UNITS.substring(i, i + 1) + " " + seconds % SECONDS[i] / SECONDS[i + 1]
                        + UNITS.substring(i + 1, i + 2);
            }
        }
        return seconds + "s";
    }
}
