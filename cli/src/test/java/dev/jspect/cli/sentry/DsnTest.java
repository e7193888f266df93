// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DsnTest {
    private static final String KEY = "0f1e2d3c4b5a";

    @ParameterizedTest
    @CsvSource({
        "https://0f1e2d3c4b5a@o1.ingest.sentry.io/42, https://o1.ingest.sentry.io/api/42/envelope/",
        "http://0f1e2d3c4b5a@localhost:9000/42/, http://localhost:9000/api/42/envelope/",
        "https://0f1e2d3c4b5a:secret@sentry.shop/a/b/42, https://sentry.shop/a/b/api/42/envelope/",
        "HTTPS://0f1e2d3c4b5a@[::1]:9000/42, https://[::1]:9000/api/42/envelope/"
    })
    void saysWhereEnvelopesGo(String text, String endpoint) {
        Dsn dsn = Dsn.parse(text);

        assertEquals(endpoint, dsn.endpoint().toString());
        assertEquals(
                "Sentry sentry_version=7, sentry_key=0f1e2d3c4b5a, sentry_client=jspect/1",
                dsn.authorization("jspect/1"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                KEY,
                KEY + " @host/42",
                "https://" + KEY + "@host",
                "https://" + KEY + "@host/",
                "https://" + KEY + "@host/4/2?x",
                "https://" + KEY + "@host/a b/42",
                "https://" + KEY + "@/42",
                "https://" + KEY + ",x@host/42",
                "https://host/42",
                "ftp://" + KEY + "@host/42",
                "//" + KEY + "@host/42",
                "https://" + KEY + "@host:port/42"
            })
    void refusesWhatIsNoneWithoutSayingWhatItHolds(@Nullable String text) {
        JspectException refused = assertThrows(JspectException.class, () -> Dsn.parse(text));

        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(String.valueOf(refused.getMessage()).contains("SENTRY_DSN"), refused.getMessage());
        assertFalse((refused.getMessage() + refused.remedy() + refused.getCause()).contains(KEY), refused.getMessage());
    }

    @Test
    void doesNotShowItsKey() {
        Dsn dsn = Dsn.parse("https://" + KEY + "@sentry.shop:9000/42");

        assertEquals("sentry.shop:9000", dsn.server());
        assertFalse(dsn.toString().contains(KEY), dsn.toString());
        assertEquals("bad key [key]", dsn.withoutKey("bad key " + KEY));
    }
}
