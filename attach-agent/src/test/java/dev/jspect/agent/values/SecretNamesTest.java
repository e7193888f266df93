// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    private final Secrets secrets = new Secrets(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "dbPassword",
                "DB_PASSWORD",
                "db.pass-word",
                "passwd",
                "passPhrase",
                "userPwd",
                "clientSecret",
                "accessToken",
                "X-Auth-Token",
                "apiKey",
                "API_KEY",
                "x-api-key",
                "aws.accessKey",
                "privateKey",
                "Authorization",
                "Proxy-Authorization",
                "credentials",
                "Cookie",
                "Set-Cookie",
                "JSESSIONID",
                "sessionId",
                "cvv",
                "cvv2",
                "pin",
                "PIN",
                "card.pin",
                "auth",
                "bearerValue",
                "jwt",
                "cardNumber",
                "maxTokens",
                "otp",
                "pass",
                "PASS",
                "db.pass",
                "dbPass",
                "DBPass",
                "dbPASS",
                "key_pass",
                "DB_PASS",
                "keystore-pass",
                "pw",
                "userPw",
                "DB_PW",
                "dbPW",
                "größePass",
                "pan",
                "PAN",
                "card.pan"
            })
    void knowsNamesOfSecrets(String name) {
        assertTrue(secrets.isSecret(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "user",
                "tokenizer",
                "tokenization",
                "secretary",
                "pinned",
                "spinner",
                "shipping",
                "author",
                "authority",
                "authenticated",
                "keyboard",
                "passenger",
                "id",
                "session",
                "path",
                "monkey",
                "compass",
                "bypass",
                "BYPASS",
                "passed",
                "passes",
                "passCount",
                "pwm",
                "powerpw",
                "span",
                "panel"
            })
    void leavesOtherNames(String name) {
        assertFalse(secrets.isSecret(name));
    }

    @Test
    void revealsNamesWithoutCaseAndPunctuation() {
        Secrets revealing = new Secrets(List.of("access_token"));

        assertFalse(revealing.isSecret("accessToken"));
        assertTrue(revealing.isSecret("refreshToken"));
        assertFalse(new Secrets(List.of("dbPass")).isSecret("DB_PASS"));
        assertEquals("accessToken=abc&token=[redacted]", revealing.redact("accessToken=abc&token=def", false));
    }
}
