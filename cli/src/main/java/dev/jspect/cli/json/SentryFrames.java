// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.shell.source.SourceExcerpt;
import dev.jspect.shell.threads.StackFrame;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The frames of an event, the outermost first. */
final class SentryFrames {
    private static final int MOST_NAME = 256;
    private static final int MOST_LINE = 1000;

    private final JsonGenerator json;
    private final SentryEvent event;
    private final SentryDetail detail;
    private final SentryValues values;

    SentryFrames(JsonGenerator json, SentryEvent event, SentryDetail detail, SentryValues values) {
        this.json = json;
        this.event = event;
        this.detail = detail;
        this.values = values;
    }

    void write() throws IOException {
        List<StackFrame> frames = event.thread().frames();
        json.writeArrayFieldStart("frames");
        for (int i = Math.min(frames.size(), detail.frames) - 1; i >= 0; i--) {
            frame(frames.get(i), isInApplication(i));
        }
        json.writeEndArray();
    }

    /** As the target decides of which frames it reads the variables. */
    private boolean isInApplication(int depth) {
        FramesCapture capture = event.capture().frames;
        List<FrameCapture> frames = capture.threads.get(0).frames;
        if (depth >= frames.size()) {
            return false;
        }
        MethodFacts method = capture.methods.get(frames.get(depth).method);
        List<String> application = event.source().application();
        return application.isEmpty()
                ? method.origin == MethodFacts.APPLICATION
                : application.stream().anyMatch(method.className::startsWith);
    }

    private void frame(StackFrame frame, boolean inApplication) throws IOException {
        json.writeStartObject();
        json.writeStringField("module", SentryDetail.cut(frame.className(), MOST_NAME));
        json.writeStringField("function", SentryDetail.cut(frame.methodName(), MOST_NAME));
        if (frame.file() != null) {
            json.writeStringField("filename", SentryDetail.cut(frame.file(), MOST_NAME));
        }
        if (frame.line() > 0) {
            json.writeNumberField("lineno", frame.line());
        }
        json.writeBooleanField("in_app", inApplication);
        if (frame.nativeMethod()) {
            json.writeBooleanField("native", true);
        }
        SourceExcerpt source = frame.source();
        if (detail.source && source != null && !source.differs()) {
            json.writeStringField("abs_path", SentryDetail.cut(absolute(source.file()), MOST_LINE));
            lines("pre_context", source.before());
            json.writeStringField("context_line", SentryDetail.cut(source.text(), MOST_LINE));
            lines("post_context", source.after());
        }
        if (frame.locals() != null && detail.depth >= 0) {
            values.variables(frame.locals());
        }
        json.writeEndObject();
    }

    private static String absolute(String file) {
        try {
            return Path.of(file).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            // Of an archive it has the entry's name, which may be any.
            return file;
        }
    }

    private void lines(String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(SentryDetail.cut(line, MOST_LINE));
        }
        json.writeEndArray();
    }
}
