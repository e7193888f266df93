// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String JWT =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
    private static final String KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----";

    private final Secrets secrets = new Secrets(List.of());

    private String redact(String text) {
        return secrets.redact(text, false);
    }

    /** The canary is CANARY, or what the form makes of it; the rest stays. */
    @Test
    void replacesWhatHasTheFormOfASecret() {
        String[][] cases = {
            {JWT, "[redacted]"},
            {"x " + JWT + ", y", "x [redacted], y"},
            {"id_" + JWT, "id_[redacted]"},
            {"%22" + JWT + "%22", "%22[redacted]%22"},
            {KEY, "[redacted]"},
            {"key: " + KEY + " end", "key: [redacted] end"},
            {"-----BEGIN PRIVATE KEY-----\nnever ends", "[redacted]"},
            {"Bearer abcDEF123", "Bearer [redacted]"},
            {"bearer abcdefghijklmnopqrst", "bearer [redacted]"},
            {"sent Basic dXNlcjpwYXNz there", "sent Basic [redacted] there"},
            {"Bearer%20abcDEF123", "Bearer%20[redacted]"},
            {"AKIAIOSFODNN7EXAMPLE", "[redacted]"},
            {"id AKIAIOSFODNN7EXAMPLE.", "id [redacted]."},
            {"/%2FASIAIOSFODNN7EXAMPLE", "/%2F[redacted]"},
            {"ghp_0123456789abcdefABCDEF0123456789abcd", "[redacted]"},
            {"github_pat_11AAAAAAA0abcdefghijkl_mnop", "[redacted]"},
            {"xoxb-123456789012-abcdef", "[redacted]"},
            {"sk_live_0123456789abcdef", "[redacted]"},
            {"rk_live_0123456789abcdef", "[redacted]"},
            {"AIzaSyA0123456789abcdefghijklmnopqrstuv", "[redacted]"},
            {"4111111111111111", "[redacted]"},
            {"card 4111 1111 1111 1111.", "card [redacted]."},
            {"4111-1111-1111-1111", "[redacted]"},
            {"no 12 4111111111111111 123", "no 12 [redacted] 123"},
            {"3782 822463 10005", "[redacted]"},
            {"378282246310005", "[redacted]"},
            {"5555555555554444 and 6011111111111117", "[redacted] and [redacted]"},
            {"41 1111 11111 11111", "[redacted]"},
            {"[4222222222222]", "[[redacted]]"},
            {"n%204111111111111111", "n%20[redacted]"},
            {"postgres://app:s3cret@db:5432/x", "postgres://app:[redacted]@db:5432/x"},
            {"redis://:s3cret@cache", "redis://:[redacted]@cache"},
            {"https://a:p@ss@host/x", "https://a:[redacted]@host/x"},
            {"https://a:pa/ss@host/x", "https://a:[redacted]@host/x"},
            {"see a://b:c@d and e://f:g@h", "see a://b:[redacted]@d and e://f:[redacted]@h"},
        };
        for (String[] each : cases) {
            assertEquals(each[1], redact(each[0]));
        }
    }

    @Test
    void replacesWhatFollowsTheNameOfASecret() {
        String[][] cases = {
            {"password=abc", "password=[redacted]"},
            {"a=b&password=abc&c=d", "a=b&password=[redacted]&c=d"},
            {"password: abc def", "password: [redacted] def"},
            {"Password = abc;x", "Password = [redacted];x"},
            {"{\"password\":\"a b\",\"x\":1}", "{\"password\":\"[redacted]\",\"x\":1}"},
            {"{\"password\" : \"a\\\"b\", \"x\":1}", "{\"password\" : \"[redacted]\", \"x\":1}"},
            {"{\\\"password\\\":\\\"a b\\\",\\\"x\\\":1}", "{\\\"password\\\":\\\"[redacted]\\\",\\\"x\\\":1}"},
            {"{'pin':1234}", "{'pin':[redacted]"},
            {"{\"tokens\":[\"a\",\"b\"],\"x\":1}", "{\"tokens\":[redacted],\"x\":1}"},
            {"password%3Dabc%26x%3D1", "password%3D[redacted]%26x%3D1"},
            {"%22pin%22%3A%22abc%22", "%22pin%22%3A%22[redacted]%22"},
            {"<password>abc</password>", "<password>[redacted]</password>"},
            {"<x password=\"a b\"/>", "<x password=\"[redacted]\"/>"},
            {"java -jar x --db-password abc -v", "java -jar x --db-password [redacted] -v"},
            {"run --password -v", "run --password -v"},
            {"Authorization: Digest a=\"b\", c=\"d\"\nHost: x", "Authorization: [redacted]\nHost: x"},
            {"Cookie: a=b; c=d\r\nHost: x", "Cookie: [redacted]\r\nHost: x"},
            {"{Authorization=Bearer a b, Host=x}", "{Authorization=[redacted], Host=x}"},
            {"[Authorization:\"Bearer abc\", Host:\"x\"]", "[Authorization:\"[redacted]\", Host:\"x\"]"},
            {"token: Bearer abc", "token: [redacted]"},
            {"p['password']='abc'", "p['password']='[redacted]'"},
            {":password => \"abc\"", ":password => \"[redacted]\""},
            {"user=a pass=hunter2", "user=a pass=[redacted]"},
            {"java -jar x -pw hunter2", "java -jar x -pw [redacted]"},
            {"KEYSTORE_PASS=hunter2", "KEYSTORE_PASS=[redacted]"},
            {"{dbPass=hunter2, bypass=on}", "{dbPass=[redacted], bypass=on}"},
            {"password=abc password=def", "password=[redacted] password=[redacted]"},
            {"password=", "password="},
        };
        for (String[] each : cases) {
            assertEquals(each[1], redact(each[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello, world",
                "tokenizer=on",
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "41111111-1111-4111-8111-111111111111",
                "abcdefab-abcd-abcd-4111-111111111111",
                "abcdefab-4111-1111-1111-111111111111",
                "1700000000000",
                "1700000000000000000",
                "2024-05-17T12:34:56.123456789Z",
                "2024-05-17 12:34:56",
                "20240517123456789",
                "order 2024-000123-4567",
                "4111111111111112",
                "0.4111111111111111",
                "4111111111111111.25",
                "12345678901234567890123456789012345678901234",
                "d41111111111111111e",
                "DE89 3704 0044 0532 0130 00",
                "+49 151 23456789",
                "192.168.100.200:8080",
                "Basic authentication failed",
                "the bearer of this letter",
                "http://host:8080/a@b",
                "https://user@host/x",
                "http://[::1]:8080/a@b",
                "jdbc:mysql://a:3306,b:3306/db",
                "mail a@b.c, see x://y",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "eyJ is how JSON begins",
                "eyJhbGciOiJIUzI1NiJ9",
                "com.example.password.Checker",
                "org.example.Auth",
                "a == b ? c : d",
                "AKIA is a prefix, ghp_ too",
                "{name=x, size=3}"
            })
    void leavesWhatIsHarmless(String text) {
        assertSame(text, redact(text));
    }

    @Test
    void doesNotShowTheBeginningOfASecretThatIsCut() {
        String before = "x".repeat(100) + " ";
        String[] begins = {
            "eyJhbGciOiJI",
            JWT.substring(0, 25),
            "-----BEGIN PRIVATE KEY-----\nMIIE",
            "Bearer abc",
            "ghp_01234",
            "4111 1111",
            "41111111",
            "AKIAIOS",
            "postgres://app:s3c",
            "password=ab",
            "\"password\":\"ab",
            "Cookie: a=b; c="
        };
        for (String begin : begins) {
            String shown = secrets.redact(before + begin, true);

            assertTrue(shown.endsWith("[redacted]"), shown);
        }
    }

    @Test
    void survivesWhateverATextIs() {
        String[] pieces = {
            "password",
            "=",
            ":",
            "%3D",
            "%",
            "%2",
            "22",
            "\"",
            "\\",
            "'",
            " ",
            "[",
            "}",
            "<",
            ">",
            "-",
            "--",
            "-----BEGIN ",
            "PRIVATE KEY",
            "-----END",
            "eyJ",
            ".",
            "://",
            "@",
            "/",
            "411111",
            "1111",
            "Bearer",
            "Basic",
            "%20",
            "AKIA",
            "ghp_",
            "x",
            "\n",
            "\u20ac",
            "cookie"
        };
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String redacted = secrets.redact(text.toString(), random.nextBoolean());

            assertTrue(redacted.equals(text.toString()) || redacted.contains("[redacted]"), redacted);
        }
    }

    /** In minutes rather than seconds where it does not. */
    @Test
    void takesTimeInProportion() {
        String[] hostile = {
            "eyJ", "eyJ.", "a://b:c ", "a://b:c", "password=[", "=", "password", "-----BEGIN ",
                    "-----BEGIN PRIVATE KEY",
            "1234 ", "4", "%3D", "\\\"", "Bearer ", "{\"a\":", "://", "- ", "ghp_"
        };
        for (String piece : hostile) {
            String text = piece.repeat(4_000_000 / piece.length());

            redact(text);
        }
    }
}
