// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 |                                                |        | 0",
                "200 | 60:error:key                                   |        | 60000",
                "200 | 60:transaction:key, 2700:default;error;x:org   |        | 2700000",
                "429 | 60:transaction:key                             | 90     | 0",
                "429 | 60::organization,5::key                        |        | 60000",
                "429 |                                                |        | 60000",
                "429 |                                                | 1.5    | 1500",
                "429 |                                                | -1     | 0",
                "429 |                                                | NaN    | 60000",
                "429 |                                                | 1e300  | 86400000",
                "429 |                                                | soon   | 60000",
                "429 |                                   | Thu, 1 Jan 1970 00:00:30 GMT | 20000",
                "429 | nonsense                                       |        | 60000",
                "500 |                                                | 90     | 0",
            })
    void isWhatTheHeadersSay(int status, @Nullable String limits, @Nullable String retryAfter, long milliseconds) {
        assertEquals(
                milliseconds,
                RateLimit.of(status, limits, retryAfter, Instant.ofEpochSecond(10))
                        .toMillis());
    }
}
