// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ThrownPart;
import java.io.IOException;
import java.util.List;

/** What was thrown, its causes, and those that were suppressed. */
final class ThrownJson {
    private ThrownJson() {}

    static void write(JsonGenerator json, String field, List<ThrownPart> parts, ValueJson values) throws IOException {
        json.writeArrayFieldStart(field);
        for (ThrownPart part : parts) {
            json.writeStartObject();
            json.writeStringField("relation", relation(part));
            json.writeStringField("className", part.className);
            json.writeFieldName("message");
            values.value(part.message);
            if (part.leftOut != null) {
                json.writeStringField("leftOut", part.leftOut);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String relation(ThrownPart part) {
        return switch (part.relation) {
            case ThrownPart.CAUSE -> "cause";
            case ThrownPart.SUPPRESSED -> "suppressed";
            default -> "thrown";
        };
    }
}
