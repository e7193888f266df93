// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.shell.natives.ThreadLoad;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A document of {@code top}. */
final class TopJson {
    private TopJson() {}

    static void write(JsonGenerator json, Looked target, Instant at, long nanos, List<ThreadLoad> threads)
            throws IOException {
        json.writeObjectFieldStart("target");
        json.writeNumberField("pid", target.pid());
        json.writeStringField("name", target.name());
        json.writeStringField("javaVersion", target.javaVersion());
        json.writeEndObject();
        json.writeStringField("at", at.toString());
        json.writeNumberField("seconds", nanos / 1e9);
        json.writeArrayFieldStart("threads");
        for (ThreadLoad load : threads) {
            thread(json, load);
        }
        json.writeEndArray();
    }

    private static void thread(JsonGenerator json, ThreadLoad load) throws IOException {
        ThreadSnapshot thread = load.thread();
        json.writeStartObject();
        if (thread == null || thread.id() == 0) {
            json.writeNullField("id");
        } else {
            json.writeNumberField("id", thread.id());
        }
        json.writeStringField("name", load.name());
        json.writeNumberField("osThreadId", load.osThreadId());
        json.writeNumberField("cpu", load.cpu());
        json.writeNumberField("cpuMs", load.cpuNanos() / 1e6);
        json.writeStringField(
                "state",
                thread == null || thread.state() == null ? null : thread.state().name());
        json.writeStringField("at", load.place());
        if (load.call() != null) {
            FramesJson.systemCall(json, load.call());
        }
        json.writeEndObject();
    }
}
