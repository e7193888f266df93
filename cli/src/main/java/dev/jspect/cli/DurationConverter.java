// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}: a whole number and a unit, more than nothing. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final int MOST_DIGITS = 9;

    @Override
    public Duration convert(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > MOST_DIGITS) {
            throw malformed(text);
        }
        int number = Integer.parseInt(text.substring(0, digits));
        Duration duration = switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> throw malformed(text);
        };
        if (duration.isZero()) {
            throw malformed(text);
        }
        return duration;
    }

    private static TypeConversionException malformed(String text) {
        return new TypeConversionException("'" + text + "' is not a time like 250ms, 5s or 2m");
    }
}
