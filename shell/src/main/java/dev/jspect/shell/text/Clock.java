// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes moments for people, in this machine's time zone. */
public final class Clock {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Clock() {}

    /** A moment given in milliseconds since 1970: {@code 18:40:11}, of another day than today {@code 2026-11-30 18:40:11}. */
    public static String time(long millis) {
        ZonedDateTime moment = Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault());
        boolean today = moment.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
        return (today ? TIME : DAY).format(moment);
    }
}
