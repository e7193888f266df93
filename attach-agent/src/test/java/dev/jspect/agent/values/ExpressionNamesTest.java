// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionNamesTest {
    private static String judged(String expression, String... revealed) {
        return new ExpressionNames(expression, "Password").judged(List.of(revealed));
    }

    private static boolean isSecret(String expression) {
        Secrets secrets = new Secrets(List.of());
        String name = judged(expression);
        return secrets.isSecret(name) || secrets.areUnnamed("text", name);
    }

    @Test
    void oneSecretsNameIsEnough() {
        for (String expression : List.of(
                "$result",
                "$result.trim()",
                "user.pw.trim()",
                "user.getPin()",
                "card.pan.substring(0)",
                "String.valueOf(pw)",
                "\"\" + arg1",
                "arg1.trim()",
                "$this.password",
                "settings.get(\"api_key\")")) {
            assertTrue(isSecret(expression), expression);
        }
    }

    @Test
    void othersAreWhatTheyAre() {
        for (String expression : List.of("item.name", "$this.size()", "quantity * 2", "a -> b", "text.length()", "")) {
            assertFalse(isSecret(expression), expression);
            assertEquals(expression, judged(expression));
        }
        assertEquals("user.pw", judged("user.pw", "pw"));
    }
}
