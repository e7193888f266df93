// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The JDK's value types, which say more as text than by their fields. To add one, add a case. */
public final class KnownTypes {
    private KnownTypes() {}

    /**
     * Returns what the object's {@code toString} would, or close to it, without running it; not harmless yet.
     *
     * @return null if it is of no known type, or its fields are not all there
     */
    public static @Nullable String text(ValueTree value, DocumentIds ids) {
        if (value.kind != ValueTree.OBJECT || value.notCaptured != null) {
            return null;
        }
        try {
            Object read = read(value.className, new Fields(value, ids));
            return read == null ? null : read.toString();
        } catch (NoSuchElementException | DateTimeException | ArithmeticException | IllegalArgumentException e) {
            // The fields are the target's: a torn or forged object has none of the type's values.
            return null;
        }
    }

    private static @Nullable Object read(String className, Fields fields) {
        return switch (className) {
            case "java.time.LocalDate" -> TimeTypes.date(fields);
            case "java.time.LocalTime" -> TimeTypes.time(fields);
            case "java.time.LocalDateTime" -> TimeTypes.dateTime(fields);
            case "java.time.Instant" -> TimeTypes.instant(fields);
            case "java.time.Duration" -> TimeTypes.duration(fields);
            case "java.time.Period" -> TimeTypes.period(fields);
            case "java.time.Year" -> TimeTypes.year(fields);
            case "java.time.YearMonth" -> TimeTypes.yearMonth(fields);
            case "java.time.MonthDay" -> TimeTypes.monthDay(fields);
            case "java.time.ZoneOffset" -> TimeTypes.offset(fields);
            case "java.time.ZoneRegion" -> TimeTypes.zone(fields);
            case "java.time.ZonedDateTime" -> TimeTypes.zonedDateTime(fields);
            case "java.time.OffsetDateTime" -> TimeTypes.offsetDateTime(fields);
            case "java.time.OffsetTime" -> TimeTypes.offsetTime(fields);
            case "java.util.Date" -> TimeTypes.legacyDate(fields);
            case "java.sql.Timestamp" -> TimeTypes.timestamp(fields);
            case "java.math.BigInteger" -> NumberTypes.bigInteger(fields);
            case "java.math.BigDecimal" -> NumberTypes.bigDecimal(fields);
            case "java.util.UUID" -> NumberTypes.uuid(fields);
            case "java.util.concurrent.atomic.AtomicInteger" -> fields.number("value");
            case "java.util.concurrent.atomic.AtomicLong" -> fields.number("value");
            case "java.util.concurrent.atomic.AtomicBoolean" -> fields.number("value") != 0;
            case "java.util.concurrent.atomic.LongAdder" -> NumberTypes.adder(fields);
            case "java.util.Currency" -> fields.text("currencyCode");
            case "java.util.regex.Pattern" -> fields.text("pattern");
            case "java.net.URI" -> fields.text("string");
            case "java.io.File" -> fields.text("path");
            case "java.net.Inet4Address" -> AddressTypes.inet4(fields);
            case "java.net.Inet6Address" -> AddressTypes.inet6(fields);
            case "java.net.InetSocketAddress" -> AddressTypes.socket(fields);
            case "java.net.URL" -> AddressTypes.url(fields);
            default -> null;
        };
    }
}
