// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What a run of {@code exceptions -j} has printed. */
record ExceptionEvents(List<JsonNode> events, JsonNode end, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs it to its end, which must be a good one. */
    static ExceptionEvents of(TargetJvm target, String... options) {
        List<String> command = new ArrayList<>(List.of("exceptions", String.valueOf(target.pid()), "-j"));
        command.addAll(List.of(options));
        JspectProcess.Result result = JspectHere.run(command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), () -> result.err() + target.output());
        List<JsonNode> events =
                new ArrayList<>(result.out().lines().map(ExceptionEvents::node).toList());
        JsonNode end = events.remove(events.size() - 1);
        assertTrue(end.path("restored").asBoolean(), result.err());
        return new ExceptionEvents(events, end, result.out(), result.err());
    }

    private static JsonNode node(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    /** Returns one whose message is this; fails when there is none. */
    JsonNode withMessage(String message) {
        return events.stream()
                .filter(event -> message.equals(message(event)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + message + "' in " + out + err));
    }

    static String message(JsonNode event) {
        return text(event.path("exception").path(0).path("message"));
    }

    /** Returns a string's beginning; nothing of what is none. */
    static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.path("text").asText();
    }

    long seen() {
        return end.path("seen").asLong();
    }

    long lost() {
        return end.path("lost").asLong();
    }
}
