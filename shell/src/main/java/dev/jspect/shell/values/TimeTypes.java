// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.NoSuchElementException;

/** Dates and times from their raw fields, which are the same from JDK 8 on but for the size of their ints. */
final class TimeTypes {
    private TimeTypes() {}

    static LocalDate date(Fields fields) {
        return LocalDate.of(fields.integer("year"), fields.integer("month"), fields.integer("day"));
    }

    static LocalTime time(Fields fields) {
        return LocalTime.of(
                fields.integer("hour"), fields.integer("minute"), fields.integer("second"), fields.integer("nano"));
    }

    static LocalDateTime dateTime(Fields fields) {
        return LocalDateTime.of(date(fields.object("date")), time(fields.object("time")));
    }

    static ZoneOffset offset(Fields fields) {
        return ZoneOffset.ofTotalSeconds(fields.integer("totalSeconds"));
    }

    static OffsetDateTime offsetDateTime(Fields fields) {
        return OffsetDateTime.of(dateTime(fields.object("dateTime")), offset(fields.object("offset")));
    }

    static OffsetTime offsetTime(Fields fields) {
        return OffsetTime.of(time(fields.object("time")), offset(fields.object("offset")));
    }

    /** As text: the rules of the target's time zones may be others than the tool's. */
    static String zonedDateTime(Fields fields) {
        ZoneOffset offset = offset(fields.object("offset"));
        String local = dateTime(fields.object("dateTime")).toString();
        Fields zone = fields.object("zone");
        return local + offset + (zone.className().equals("java.time.ZoneRegion") ? "[" + zone(zone) + "]" : "");
    }

    static String zone(Fields fields) {
        return fields.text("id");
    }

    static Instant instant(Fields fields) {
        return Instant.ofEpochSecond(fields.number("seconds"), nanos(fields));
    }

    static Duration duration(Fields fields) {
        return Duration.ofSeconds(fields.number("seconds"), nanos(fields));
    }

    static Period period(Fields fields) {
        return Period.of(fields.integer("years"), fields.integer("months"), fields.integer("days"));
    }

    static Year year(Fields fields) {
        return Year.of(fields.integer("year"));
    }

    static YearMonth yearMonth(Fields fields) {
        return YearMonth.of(fields.integer("year"), fields.integer("month"));
    }

    static MonthDay monthDay(Fields fields) {
        return MonthDay.of(fields.integer("month"), fields.integer("day"));
    }

    /** Of a {@code java.util.Date}, whose number is out of date while its calendar is being changed. */
    static Instant legacyDate(Fields fields) {
        checkCalendar(fields);
        return Instant.ofEpochMilli(fields.number("fastTime"));
    }

    /** Of a {@code java.sql.Timestamp}, which keeps whole seconds in the number. */
    static Instant timestamp(Fields fields) {
        checkCalendar(fields);
        long seconds = Math.floorDiv(fields.number("fastTime"), 1000L);
        return Instant.ofEpochSecond(seconds, nanos(fields));
    }

    private static int nanos(Fields fields) {
        int nanos = fields.integer("nanos");
        if (nanos < 0 || nanos > 999_999_999) {
            throw new NoSuchElementException("nanos " + nanos);
        }
        return nanos;
    }

    private static void checkCalendar(Fields fields) {
        if (!fields.isNull("cdate") && fields.object("cdate").number("normalized") != 1) {
            throw new NoSuchElementException("cdate");
        }
    }
}
