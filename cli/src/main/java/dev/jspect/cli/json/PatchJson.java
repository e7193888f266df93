// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.PatchNote;
import dev.jspect.shell.PatchFeed;
import java.io.IOException;
import java.time.Instant;

/** The events of {@code patch}, one a line. */
final class PatchJson {
    private PatchJson() {}

    static void write(JsonGenerator json, PatchNote note) throws IOException {
        json.writeStringField("event", "log");
        writeNote(json, note);
    }

    static void writeNote(JsonGenerator json, PatchNote note) throws IOException {
        json.writeStringField("at", Instant.ofEpochMilli(note.atMillis).toString());
        json.writeObjectFieldStart("thread");
        json.writeNumberField("id", note.threadId);
        json.writeStringField("name", note.threadName);
        json.writeEndObject();
        json.writeStringField("text", note.text);
    }

    static void writeDetached(JsonGenerator json, int number, Instant until) throws IOException {
        json.writeStringField("event", "detached");
        json.writeNumberField("id", number);
        json.writeStringField("until", until.toString());
    }

    static void writeEnd(JsonGenerator json, PatchFeed.Totals totals) throws IOException {
        json.writeStringField("event", "end");
        json.writeNumberField("hits", totals.counts().hits);
        json.writeNumberField("lost", totals.counts().lost);
        json.writeNumberField("conditionFailed", totals.counts().conditionFailed);
        if (totals.counts().failure != null) {
            json.writeStringField("failure", totals.counts().failure);
        }
        json.writeBooleanField("restored", totals.restored().restored());
        json.writeBooleanField("disturbed", totals.counts().disturbed);
    }
}
