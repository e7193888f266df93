// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.shell.context.CarriedName;
import dev.jspect.shell.context.Carriers;
import dev.jspect.shell.context.SharedValues;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The document of {@code context}. */
final class ContextJson {
    private ContextJson() {}

    static void write(JsonGenerator json, ContextCapture capture, List<ThreadContext> threads, Map<Long, String> places)
            throws IOException {
        ValueJson values = new ValueJson(json, DocumentIds.of(SharedValues.values(threads)));
        json.writeNumberField("tookMs", capture.nanos / 1e6);
        if (capture.tasksDenied != null) {
            json.writeStringField("tasksDenied", capture.tasksDenied);
        }
        json.writeArrayFieldStart("threads");
        for (ThreadContext thread : threads) {
            json.writeStartObject();
            json.writeNumberField("id", thread.id);
            json.writeStringField("name", thread.name);
            json.writeBooleanField("virtual", thread.virtual);
            json.writeBooleanField("daemon", thread.daemon);
            json.writeBooleanField("interrupted", thread.interrupted);
            json.writeStringField("group", thread.group);
            json.writeStringField("contextLoader", thread.contextLoader);
            if (places.containsKey(thread.id)) {
                json.writeStringField("at", places.get(thread.id));
            }
            carries(json, thread, values);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("endedMeanwhile", capture.ended);
        json.writeNumberField("threadsLeftOut", capture.leftOut);
        json.writeNumberField("valuesNotSearched", capture.notSearched);
    }

    /** Writes what a thread carries. */
    static void carries(JsonGenerator json, ThreadContext thread, ValueJson values) throws IOException {
        json.writeNumberField("threadLocals", thread.total);
        json.writeBooleanField("changing", thread.changing);
        if (thread.scopedUnknown) {
            json.writeBooleanField("scopedUnknown", true);
        }
        if (thread.shallowBytes > 0) {
            json.writeNumberField("shallowBytes", thread.shallowBytes);
            json.writeNumberField("leaks", thread.leaks);
        }
        json.writeArrayFieldStart("carries");
        for (CarriedValue carried : thread.values) {
            carried(json, carried, values);
        }
        json.writeEndArray();
    }

    private static void carried(JsonGenerator json, CarriedValue carried, ValueJson values) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "kind",
                switch (carried.kind) {
                    case CarriedValue.INHERITABLE -> "inheritable";
                    case CarriedValue.SCOPED -> "scoped";
                    case CarriedValue.TASK -> "task";
                    default -> "local";
                });
        json.writeStringField("carrier", Carriers.label(carried));
        json.writeStringField("name", CarriedName.whole(carried));
        json.writeStringField("keyType", carried.kind == CarriedValue.TASK ? null : carried.keyClass);
        if (carried.madeBy != null) {
            json.writeStringField("madeBy", carried.madeBy);
        }
        if (carried.shallowBytes != CarriedValue.NO_SIZE) {
            json.writeNumberField("shallowBytes", carried.shallowBytes);
        }
        if (carried.closedLoader != null) {
            json.writeStringField("closedLoader", carried.closedLoader);
        }
        json.writeFieldName("value");
        values.value(carried.value);
        json.writeEndObject();
    }
}
