// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import dev.jspect.shell.engine.SnippetResult;
import dev.jspect.shell.engine.SnippetResult.Problem;
import dev.jspect.shell.frames.HeldThread;
import dev.jspect.shell.threads.StackFrame;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The document of {@code eval}. */
final class EvalJson {
    private EvalJson() {}

    static void frame(JsonGenerator json, HeldThread thread) throws IOException {
        StackFrame frame = thread.frame();
        json.writeObjectFieldStart("frame");
        json.writeObjectFieldStart("thread");
        json.writeNumberField("id", thread.snapshot().id());
        json.writeStringField("name", thread.snapshot().name());
        json.writeEndObject();
        json.writeNumberField("depth", frame.depth());
        json.writeStringField("className", frame.className());
        json.writeStringField("methodName", frame.methodName());
        json.writeStringField("file", frame.file());
        json.writeNumberField("line", frame.line());
        json.writeEndObject();
    }

    static void snippets(JsonGenerator json, List<SnippetResult> results) throws IOException {
        json.writeArrayFieldStart("snippets");
        for (SnippetResult result : results) {
            json.writeStartObject();
            json.writeStringField("source", result.source());
            json.writeStringField("kind", result.kind());
            json.writeStringField("status", result.ending().name().toLowerCase(Locale.ROOT));
            json.writeStringField("name", result.name());
            json.writeStringField("type", result.type());
            if (result.value() != null) {
                json.writeFieldName("value");
                value(json, result.value());
            }
            json.writeArrayFieldStart("diagnostics");
            for (Problem problem : result.problems()) {
                diagnostic(json, problem);
            }
            json.writeEndArray();
            json.writeFieldName("thrown");
            thrown(json, result.thrown());
            json.writeStringField("failure", result.failure());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void diagnostic(JsonGenerator json, Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", problem.error() ? "error" : "warning");
        json.writeStringField("code", problem.code());
        json.writeStringField("message", problem.message());
        json.writeNumberField("start", problem.start());
        json.writeNumberField("end", problem.end());
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, ValueText value) throws IOException {
        boolean whole = value.notCaptured == null;
        switch (value.kind) {
            case ValueText.NULL, ValueText.VOID -> json.writeNull();
            case ValueText.BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(value.text));
            case ValueText.CHAR -> json.writeString(value.text);
            case ValueText.NUMBER -> {
                BigDecimal number = number(value.text);
                if (number == null) {
                    object(json, value);
                } else {
                    json.writeNumber(number);
                }
            }
            case ValueText.STRING -> {
                if (whole) {
                    json.writeString(value.text);
                } else {
                    object(json, value);
                }
            }
            default -> object(json, value);
        }
    }

    /** Returns null for NaN, infinities, and whatever else JSON has no number for. */
    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static void object(JsonGenerator json, ValueText value) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", value.text);
        json.writeStringField("type", value.className);
        json.writeStringField("id", "@" + Integer.toHexString(value.identityHash));
        if (value.size != ValueText.NO_SIZE) {
            json.writeNumberField("size", value.size);
        }
        if (value.notCaptured != null) {
            json.writeStringField("notCaptured", value.notCaptured);
        }
        json.writeEndObject();
    }

    private static void thrown(JsonGenerator json, @Nullable ThrownText thrown) throws IOException {
        if (thrown == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("className", thrown.className);
        json.writeStringField("message", thrown.message);
        json.writeArrayFieldStart("frames");
        for (StackTraceElement frame : thrown.frames) {
            json.writeStartObject();
            json.writeStringField("className", frame.getClassName());
            json.writeStringField("methodName", frame.getMethodName());
            json.writeStringField("file", frame.getFileName());
            json.writeNumberField("line", frame.getLineNumber());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("cause");
        thrown(json, thrown.cause);
        json.writeEndObject();
    }
}
