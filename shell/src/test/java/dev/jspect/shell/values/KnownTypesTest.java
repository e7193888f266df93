// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.ValueTree;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KnownTypesTest {
    private static final int MIN = Integer.MIN_VALUE;

    static List<Object> values() {
        LocalDateTime moment = LocalDateTime.of(-5, 2, 28, 23, 59, 59, 1_000);
        LongAdder adder = new LongAdder();
        adder.add(-7);
        return List.of(
                LocalDate.of(2024, 2, 29),
                LocalTime.of(7, 5),
                moment,
                Instant.parse("2024-02-29T12:00:00.001Z"),
                Instant.MIN,
                Duration.ofMillis(-1500),
                Period.of(1, -2, 3),
                Year.of(2024),
                YearMonth.of(2024, 2),
                MonthDay.of(2, 29),
                ZoneOffset.ofHoursMinutes(-3, -30),
                ZoneId.of("Europe/Berlin"),
                ZonedDateTime.of(moment, ZoneId.of("Europe/Berlin")),
                ZonedDateTime.of(moment, ZoneOffset.UTC),
                OffsetDateTime.of(moment, ZoneOffset.ofHours(2)),
                OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC),
                BigInteger.ZERO,
                BigInteger.valueOf(Long.MIN_VALUE),
                BigInteger.TEN.pow(100),
                new BigDecimal("12.50"),
                new BigDecimal("-0.000000000000000000000000000001234567890123456789012345"),
                new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE),
                new BigDecimal(BigInteger.ONE, MIN),
                UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
                new AtomicInteger(-1),
                new AtomicLong(1L << 60),
                new AtomicBoolean(true),
                adder,
                Currency.getInstance("EUR"),
                Pattern.compile("a+\"b"),
                URI.create("http://localhost/x"),
                new File("/tmp/x"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsAsToString(Object value) {
        assertEquals(value.toString(), text(Trees.read(value)));
    }

    @Test
    void legacyDatesAreInstants() {
        assertEquals(
                "1970-01-01T00:00:01.500Z",
                text(Trees.object("java.util.Date", 1, "fastTime", Trees.number(1500L), "cdate", ValueTree.ofNull())));
        assertEquals(
                "1969-12-31T23:59:59.000000007Z",
                text(Trees.object(
                        "java.sql.Timestamp",
                        1,
                        "nanos",
                        Trees.number(7),
                        "fastTime",
                        Trees.number(-1000L),
                        "cdate",
                        ValueTree.ofNull())));
    }

    @Test
    void dateWhoseCalendarIsBeingChangedIsNotRead() {
        ValueTree calendar = Trees.object("sun.util.calendar.Gregorian$Date", 2, "normalized", Trees.number(0));

        assertNull(text(Trees.object("java.util.Date", 1, "fastTime", Trees.number(1500L), "cdate", calendar)));
    }

    @Test
    void findsSharedPartsWhereTheyAreWrittenOut() {
        ValueTree zone = Trees.object("java.time.ZoneOffset", 9, "totalSeconds", Trees.number(3600));
        ValueTree time = Trees.read(LocalTime.NOON);
        ValueTree shared = ValueTree.ofSeen("java.time.ZoneOffset", 9);
        ValueTree value = Trees.object("java.time.OffsetTime", 1, "time", time, "offset", shared);

        assertEquals("12:00+01:00", KnownTypes.text(value, Trees.ids(zone, value)));
        assertNull(KnownTypes.text(value, Trees.ids(value)));
    }

    @Test
    void adderSumsItsCells() {
        ValueTree cell = Trees.object("java.util.concurrent.atomic.Striped64$Cell", 2, "value", Trees.number(5L));
        ValueTree cells = Trees.sequence("[Ljava.util.concurrent.atomic.Striped64$Cell;", 3, cell, ValueTree.ofNull());

        assertEquals(
                "8",
                text(Trees.object(
                        "java.util.concurrent.atomic.LongAdder", 1, "base", Trees.number(3L), "cells", cells)));
    }

    @Test
    void whatIsNotWholeIsNotRead() {
        assertNull(text(Trees.object("java.time.LocalDate", 1)));
        assertNull(text(Trees.object(
                "java.time.LocalDate",
                1,
                "year",
                Trees.number(2024),
                "month",
                Trees.number(13),
                "day",
                Trees.number(1))));
        assertNull(text(Trees.object(
                "java.time.Instant", 1, "seconds", Trees.number(Long.MAX_VALUE), "nanos", Trees.number(0))));
        assertNull(text(Trees.object("java.time.Duration", 1, "seconds", Trees.number(1L), "nanos", Trees.number(-1))));
        assertNull(text(
                Trees.object("java.io.File", 1, "path", ValueTree.ofMissing("redacted", "java.lang.String", 0, 5))));
        assertNull(text(Trees.object(
                "java.io.File", 1, "path", ValueTree.ofString("/t", "java.lang.String", 0, 9, "truncated"))));
        assertNull(text(Trees.object(
                "java.math.BigInteger",
                1,
                "signum",
                Trees.number(0),
                "mag",
                Trees.sequence("[I", 2, Trees.number(1)))));
        assertNull(text(Trees.object(
                "java.math.BigInteger",
                1,
                "signum",
                Trees.number(1),
                "mag",
                Trees.cut("[I", 2, 1_000_000, Trees.number(1)))));
    }

    @Test
    void endlessNumbersAreNotWritten() {
        ValueTree[] parts = new ValueTree[1000];
        java.util.Arrays.fill(parts, Trees.number(-1));

        assertNull(text(Trees.object(
                "java.math.BigInteger", 1, "signum", Trees.number(1), "mag", Trees.sequence("[I", 2, parts))));
    }

    @Test
    void forgedFieldsNeverThrow() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            for (Object value : List.of(values().get(random.nextInt(values().size())))) {
                String text = text(forged(Trees.read(value), random));
                assertTrue(text == null || text.length() < 2_000, text);
            }
        }
    }

    private static ValueTree forged(ValueTree value, Random random) {
        if (random.nextInt(4) == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> ValueTree.ofNull();
                case 1 -> Trees.number(random.nextInt());
                case 2 -> Trees.number(random.nextLong());
                case 3 -> Trees.text("\u202e");
                case 4 -> ValueTree.ofMissing("truncated", null, 0, ValueTree.NO_SIZE);
                default -> Trees.sequence("[I", 0, Trees.number(random.nextInt()));
            };
        }
        if (value.kind != ValueTree.OBJECT) {
            return value;
        }
        List<ValueTree> members =
                value.members.stream().map(member -> forged(member, random)).toList();
        return ValueTree.ofObject(value.className, 0, value.names, members, null);
    }

    private static @Nullable String text(ValueTree value) {
        return KnownTypes.text(value, Trees.ids(value));
    }
}
