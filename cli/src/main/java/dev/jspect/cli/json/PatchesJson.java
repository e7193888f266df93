// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.cli.remote.RemotePatches;
import dev.jspect.protocol.PatchNote;
import dev.jspect.protocol.PatchStatus;
import dev.jspect.shell.text.PatchWords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The documents of {@code patches} and {@code unpatch}. */
final class PatchesJson {
    private PatchesJson() {}

    static void write(JsonGenerator json, RemotePatches.Listed listed) throws IOException {
        json.writeArrayFieldStart("patches");
        for (PatchStatus patch : listed.known()) {
            json.writeStartObject();
            write(json, patch);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("ofOtherVersions");
        for (int number : listed.unknown()) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    static void writeEnded(JsonGenerator json, List<RemotePatches.Ended> all) throws IOException {
        json.writeArrayFieldStart("ended");
        for (RemotePatches.Ended ended : all) {
            json.writeStartObject();
            write(json, ended.status());
            if (!ended.restored().names().isEmpty()) {
                json.writeBooleanField("restored", ended.restored().restored());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, PatchStatus patch) throws IOException {
        json.writeNumberField("id", patch.number);
        json.writeStringField("method", patch.origin.method);
        json.writeStringField("kind", PatchWords.kind(patch));
        json.writeStringField("code", patch.origin.code);
        json.writeStringField("by", patch.origin.by);
        json.writeBooleanField("detached", patch.detached);
        json.writeStringField("since", Instant.ofEpochMilli(patch.sinceMillis).toString());
        if (patch.leftMillis >= 0) {
            json.writeNumberField("leftMs", patch.leftMillis);
        }
        if (patch.limit > 0) {
            json.writeNumberField("limit", patch.limit);
        }
        json.writeStringField("state", PatchWords.state(patch));
        json.writeNumberField("hits", patch.counts.hits);
        json.writeNumberField("lost", patch.counts.lost);
        json.writeNumberField("conditionFailed", patch.counts.conditionFailed);
        json.writeBooleanField("disturbed", patch.counts.disturbed);
        if (patch.counts.failure != null) {
            json.writeStringField("failure", patch.counts.failure);
        }
        json.writeArrayFieldStart("log");
        for (PatchNote note : patch.last) {
            json.writeStartObject();
            PatchJson.writeNote(json, note);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
