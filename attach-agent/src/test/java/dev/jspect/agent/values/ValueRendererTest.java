// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryStringBuilder")
class ValueRendererTest {
    private final ValueRenderer renderer = new ValueRenderer(1000, 100);

    @SuppressWarnings("UnusedVariable")
    private static final class Login {
        private final String user = "u";
        private final String password = "p";
        private final boolean hasToken = true;
    }

    private record Account(String password) {}

    @Test
    void showsNoSecretsInTheResultsOfEvaluations() {
        Object[][] cases = {
            {"a=b&token=c", "a=b&token=[redacted]"},
            {List.of("token=c"), "[\"token=[redacted]\"]"},
            {Map.of("password", "c"), "{\"password\"=[redacted]}"},
            {Map.of(new StringBuilder("pin"), 12), "{pin=[redacted]}"},
            {new Account("c"), "Account[password=[redacted]"},
            {new StringBuilder("Bearer abcDEF123"), "Bearer [redacted]"},
        };
        for (Object[] each : cases) {
            ValueText text = renderer.render(each[0]);

            assertEquals(each[1], text.text);
            assertEquals("redacted", text.notCaptured);
        }
        String word = "a" + renderer.hashCode();
        Runnable lambda = () -> assertNull(word);
        String captured = renderer.render(lambda).text;
        assertEquals("{arg$1=[redacted: no name to judge it by]}", captured.substring(captured.indexOf('{')));
        String fields = renderer.render(new Login()).text;
        assertEquals("{user=\"u\", password=[redacted], hasToken=true}", fields.substring(fields.indexOf('{')));
    }

    @Test
    void showsTheRestAsItIs() {
        for (Object each : List.of("text", List.of(1), Map.of("k", "v"), new StringBuilder("text"))) {
            assertNull(renderer.render(each).notCaptured);
        }
        assertEquals("truncated", renderer.render("x".repeat(1001)).notCaptured);
        assertEquals("truncated", renderer.render(List.of("x".repeat(100_000))).notCaptured);
    }

    @Test
    void showsNoSecretsInMessages() {
        ThrownText thrown = ThrownRenderer.render(new RuntimeException("password=c"), ThrownText.RESOLVED);

        assertEquals("password=[redacted]", thrown.message);
    }
}
