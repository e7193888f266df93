// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.ExceptionFeed;
import dev.jspect.shell.context.CarriedByThreads;
import dev.jspect.shell.exceptions.Repeats;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of {@code exceptions}, one a line. */
final class ExceptionJson {
    private ExceptionJson() {}

    static void write(JsonGenerator json, ExceptionCapture capture, ThreadSnapshot thread, Repeats.Repeat repeat)
            throws IOException {
        List<ValueTree> all = new ArrayList<>();
        capture.parts.forEach(part -> all.add(part.message));
        thread.addValues(all);
        ThreadContext context = CarriedByThreads.of(capture, all).of(thread.id());
        if (context != null) {
            context.values.forEach(carried -> all.add(carried.value));
        }
        ValueJson values = new ValueJson(json, DocumentIds.of(all));
        json.writeStringField("event", "exception");
        json.writeStringField("at", Instant.ofEpochMilli(capture.atMillis).toString());
        json.writeNumberField("seen", capture.seen);
        json.writeBooleanField("uncaught", capture.uncaught);
        if (capture.constructedIn != null) {
            json.writeStringField("constructedIn", capture.constructedIn);
        }
        json.writeNumberField("count", repeat.count());
        json.writeStringField("first", Instant.ofEpochMilli(repeat.first()).toString());
        json.writeObjectFieldStart("thread");
        json.writeNumberField("id", thread.id());
        json.writeStringField("name", thread.name());
        json.writeBooleanField("virtual", thread.virtual());
        if (context != null) {
            json.writeStringField("carriesOf", capture.contextOf == ExceptionCapture.OF_END ? "end" : "construction");
            ContextJson.carries(json, context, values);
        } else if (capture.contextOf == ExceptionCapture.NOT_TAKEN) {
            json.writeStringField("carriesOf", "notTaken");
        }
        json.writeEndObject();
        ThrownJson.write(json, "exception", capture.parts, values);
        FramesJson.frames(json, thread, values);
    }

    static void writeEnd(JsonGenerator json, int shown, ExceptionFeed.Totals totals) throws IOException {
        json.writeStringField("event", "end");
        json.writeNumberField("captured", shown);
        json.writeNumberField("seen", totals.counts().seen);
        json.writeNumberField("lost", totals.counts().lost);
        json.writeBooleanField("restored", totals.restored());
        json.writeBooleanField("disturbed", totals.counts().disturbed);
        json.writeNumberField("asked", totals.counts().asked);
        json.writeNumberField("whereFailed", totals.counts().whereFailed);
        if (totals.counts().whereThrew != null) {
            json.writeStringField("whereThrew", totals.counts().whereThrew);
        }
    }
}
