// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID/stat} tells.
 *
 * @param state the scheduler's letter: {@code T} is stopped, {@code t} stopped by a tracer, {@code Z} has ended
 * @param startTicks when the process started, in clock ticks since boot
 */
record ProcStat(char state, long startTicks) {
    /** The start time is field 22; the state, field 3, is the first after the name. */
    private static final int FIELDS_FROM_STATE_TO_START = 19;

    /** Reads the file's content, or returns null when it is not of that form. */
    static @Nullable ProcStat parse(byte[] content) {
        // The name is in parentheses and may hold any character, parentheses and spaces too.
        String line = new String(content, StandardCharsets.ISO_8859_1);
        int at = line.lastIndexOf(')') + 2;
        if (at < 2 || at >= line.length()) {
            return null;
        }
        char state = line.charAt(at);
        for (int field = 0; field < FIELDS_FROM_STATE_TO_START; field++) {
            at = line.indexOf(' ', at) + 1;
            if (at == 0) {
                return null;
            }
        }
        int end = at;
        while (end < line.length() && Character.isDigit(line.charAt(end))) {
            end++;
        }
        try {
            return new ProcStat(state, Long.parseLong(line, at, end, 10));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
