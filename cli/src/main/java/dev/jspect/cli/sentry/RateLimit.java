// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a server wants no more events, by the headers of its answers. */
final class RateLimit {
    /** What Sentry's own clients wait when they are not told. */
    private static final Duration USUAL = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofDays(1);

    private RateLimit() {}

    /**
     * Returns for how long nothing may be sent; zero if it may.
     *
     * @param limits the header {@code X-Sentry-Rate-Limits}, which any answer may have
     * @param retryAfter the header {@code Retry-After}
     */
    static Duration of(int status, @Nullable String limits, @Nullable String retryAfter, Instant now) {
        if (limits != null) {
            Duration longest = Duration.ZERO;
            for (String limit : limits.split(",", -1)) {
                Duration one = ofErrors(limit.strip().split(":", -1));
                longest = one.compareTo(longest) > 0 ? one : longest;
            }
            return longest;
        }
        if (status != 429) {
            return Duration.ZERO;
        }
        return retryAfter == null ? USUAL : retryAfter(retryAfter.strip(), now);
    }

    /** Of seconds, categories, and more that does not matter here; no category stands for all of them. */
    private static Duration ofErrors(String[] parts) {
        String categories = parts.length > 1 ? parts[1].strip() : "";
        boolean isOurs =
                categories.isEmpty() || List.of(categories.split(";", -1)).contains("error");
        return isOurs ? seconds(parts[0]) : Duration.ZERO;
    }

    private static Duration retryAfter(String text, Instant now) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
            return seconds(text);
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(now, until));
        } catch (DateTimeException e) {
            return USUAL;
        }
    }

    private static Duration seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return Double.isNaN(seconds) ? USUAL : bounded(Duration.ofMillis((long) (Math.min(seconds, 1e9) * 1e3)));
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
