// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ClassCount;
import dev.jspect.protocol.InstancesCapture;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;

/** The document of {@code instances}. */
final class InstancesJson {
    private InstancesJson() {}

    static void write(JsonGenerator json, InstancesCapture capture) throws IOException {
        json.writeArrayFieldStart("classes");
        for (ClassCount count : capture.counts) {
            json.writeStartObject();
            json.writeStringField("className", count.className);
            json.writeStringField("loader", count.loaderHash == 0 ? null : "@" + Integer.toHexString(count.loaderHash));
            json.writeNumberField("count", count.count);
            json.writeNumberField("shallowBytes", count.shallowBytes);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("objects");
        ValueJson values = new ValueJson(json, DocumentIds.of(capture.objects));
        for (ValueTree object : capture.objects) {
            values.value(object);
        }
        json.writeEndArray();
    }
}
