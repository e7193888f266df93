// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.CallSite;
import dev.jspect.protocol.CallSummary;
import dev.jspect.shell.CallFeed;
import dev.jspect.shell.locals.CallVariables;
import dev.jspect.shell.probes.PlannedMethod;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The events of {@code watch}, one a line. */
final class CallJson {
    private CallJson() {}

    static void write(JsonGenerator json, CallCapture call, PlannedPlace place) throws IOException {
        PlannedMethod method = place.method();
        ValueJson values = new ValueJson(json, DocumentIds.of(CallVariables.values(call)));
        json.writeStringField("event", place.isLine() ? "line" : "call");
        json.writeStringField("at", Instant.ofEpochMilli(call.atMillis).toString());
        json.writeObjectFieldStart("thread");
        json.writeNumberField("id", call.threadId);
        json.writeStringField("name", call.threadName);
        json.writeEndObject();
        json.writeObjectFieldStart(place.isLine() ? "line" : "call");
        json.writeNumberField("number", call.number);
        json.writeStringField("className", method.owner().name);
        json.writeStringField("methodName", method.name());
        json.writeStringField("descriptor", method.descriptor());
        if (place.isLine()) {
            json.writeNumberField("line", place.line());
        } else {
            json.writeNumberField("durationMs", call.nanos / 1e6);
            json.writeBooleanField("atMost", call.atMost);
            json.writeStringField("ending", call.thrown.isEmpty() ? "returned" : "threw");
        }
        json.writeFieldName("variables");
        values.variables(CallVariables.of(call, place));
        if (call.returnPlace >= 0) {
            int line = place.returns().get(call.returnPlace).line();
            if (line > 0) {
                json.writeNumberField("returnLine", line);
            }
            json.writeFieldName("locals");
            values.variables(CallVariables.ofReturn(call, place));
        }
        json.writeEndObject();
        if (!call.thrown.isEmpty()) {
            ThrownJson.write(json, "exception", call.thrown, values);
        }
        if (!call.stack.isEmpty()) {
            writeStack(json, call.stack);
        }
    }

    private static void writeStack(JsonGenerator json, List<CallSite> stack) throws IOException {
        json.writeArrayFieldStart("stack");
        for (CallSite site : stack) {
            json.writeStartObject();
            json.writeStringField("className", site.className);
            json.writeStringField("methodName", site.methodName);
            if (site.fileName != null) {
                json.writeStringField("fileName", site.fileName);
            }
            if (site.line > 0) {
                json.writeNumberField("line", site.line);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeSummary(JsonGenerator json, CallSummary summary) throws IOException {
        json.writeStringField("event", "summary");
        json.writeStringField("at", Instant.now().toString());
        json.writeNumberField("calls", summary.calls);
        json.writeNumberField("errors", summary.errors);
        json.writeNumberField("timed", summary.timed());
        if (summary.timed() > 0) {
            json.writeNumberField("p50Ms", summary.percentileNanos(0.5) / 1e6);
            json.writeNumberField("p90Ms", summary.percentileNanos(0.9) / 1e6);
            json.writeNumberField("p99Ms", summary.percentileNanos(0.99) / 1e6);
            json.writeNumberField("maxMs", summary.maxNanos / 1e6);
        }
    }

    static void writeEnd(JsonGenerator json, int shown, CallFeed.Totals totals) throws IOException {
        json.writeStringField("event", "end");
        json.writeNumberField("shown", shown);
        json.writeNumberField("seen", totals.counts().seen);
        json.writeNumberField("lost", totals.counts().lost);
        json.writeNumberField("passedOver", totals.counts().passedOver);
        json.writeBooleanField("restored", totals.restored());
        json.writeBooleanField("disturbed", totals.counts().disturbed);
        json.writeNumberField("conditionFailed", totals.counts().conditionFailed);
        if (totals.counts().conditionThrew != null) {
            json.writeStringField("conditionThrew", totals.counts().conditionThrew);
        }
    }
}
