// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jspect.cli.json.Schemas;
import java.io.IOException;

/** The threads that {@code frames --native} shows, as JSON. */
record NativeThreadsSeen(JsonNode threads) {
    /** Looks at a target with {@code --native}, or {@code --native=all}. */
    static NativeThreadsSeen of(TargetJvm target, String option) throws IOException {
        JspectProcess.Result result = JspectHere.run("frames", String.valueOf(target.pid()), option, "-j");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", Schemas.violations("frames", result.out()), result.out());
        return new NativeThreadsSeen(new ObjectMapper().readTree(result.out()).path("threads"));
    }

    /** Returns the thread of a name. */
    JsonNode thread(String name) {
        for (JsonNode thread : threads) {
            if (thread.path("name").asText().equals(name)) {
                return thread;
            }
        }
        throw new AssertionError("no thread " + name + " in " + threads);
    }
}
