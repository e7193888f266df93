// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import dev.jspect.target.Serving;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExceptionsContextIT {
    /** It is cleared as soon as the exception is thrown: what is shown is what was, and of that order. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void exceptionsComeWithWhatTheirThreadCarried(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target = TargetJvm.start(jdk, Serving.class)) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result caught =
                    JspectHere.run("exceptions", pid, "IllegalStateException", "--context", "-n", "5", "-j");
            JspectProcess.Result uncaught = JspectHere.run(
                    "exceptions", pid, "IllegalArgumentException", "--uncaught", "--context", "-n", "2", "-j");
            JspectProcess.Result text =
                    JspectHere.run("exceptions", pid, "IllegalStateException", "--context", "-n", "2");
            JspectProcess.Result deep =
                    JspectHere.run("exceptions", pid, "StackOverflowError", "--context", "-n", "1", "-d", "1s");

            assertEquals(0, caught.exitCode(), caught.err());
            assertEquals(5, assertOwnOrders(caught.out(), jdk.feature() >= 25), caught.out());
            assertEquals(0, uncaught.exitCode(), uncaught.err());
            assertEquals(2, assertOwnOrders(uncaught.out(), false), uncaught.out());
            assertTrue(text.out().contains("  Carries\n    Serving.HOSTILE "), text.out());
            assertTrue(
                    text.out().contains("Serving.HostileValue{number=7}")
                            || text.out().contains("Carrying.HostileValue{number=7}"),
                    text.out());
            assertTrue(
                    text.out().replaceAll(" += ", " = ").contains("    Serving.PASSWORD = [redacted]\n"), text.out());
            assertTrue(
                    text.out().replaceAll(" += ", " = ").contains("    Serving.REQUEST = HashMap(1){\"order\"="),
                    text.out());
            assertFalse((text.out() + caught.out()).contains("canary"), text.out());
            assertEquals(0, deep.exitCode(), deep.err());
            assertEquals("ready\n", ContextIT.withoutWarnings(target), "application code ran");
            EvalIT.assertNothingLeft(target);
        }
    }

    /** Returns how many there are. */
    private static int assertOwnOrders(String events, boolean scoped) throws IOException {
        int count = 0;
        for (String line : events.lines().toList()) {
            JsonNode event = new ObjectMapper().readTree(line);
            if (!event.path("event").asText().equals("exception")) {
                continue;
            }
            assertEquals("", Schemas.violations("exceptions", line), line);
            assertEquals("construction", event.path("thread").path("carriesOf").asText(), line);
            String message = event.path("exception").get(0).path("message").asText();
            assertEquals(message, order(event, "Serving.REQUEST"), line);
            if (scoped) {
                assertEquals(message, order(event, "Serving.SCOPE"), line);
            }
            count++;
        }
        return count;
    }

    private static String order(JsonNode event, String name) {
        for (JsonNode carried : event.path("thread").path("carries")) {
            if (carried.path("name").asText().endsWith(name)) {
                return carried.path("value")
                        .path("entries")
                        .path(0)
                        .path("value")
                        .asText();
            }
        }
        return "nothing";
    }
}
