// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.exceptions.Repeats;
import dev.jspect.shell.text.SafeText;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Exceptions as events of Sentry's protocol, version 7: each a line, and no larger than Sentry takes. */
public final class SentryJson {
    /** An event must not have more than 1 MB, unpacked. */
    static final int MOST_BYTES = 1_000_000;

    private static final int MOST_TAG = 200;
    private static final int MOST_RELEASE = 200;
    private static final int MOST_NAME = 256;
    private static final int MOST_THREAD_NAME = 1024;
    private static final int MOST_PLACES = 50;

    /** Numbers that the next run of the same program gives to another class, or to none. */
    private static final Pattern GENERATED =
            Pattern.compile("(\\$\\$Lambda|\\$Proxy|Generated\\w*Accessor)\\$?\\d+|/0x[0-9a-f]+");

    private SentryJson() {}

    /** Returns the event, with a line end. */
    public static byte[] event(SentryEvent event) {
        for (SentryDetail detail : SentryDetail.values()) {
            BoundedBytes out = new BoundedBytes(MOST_BYTES);
            try {
                JsonOutput.line(out, json -> write(json, event, detail));
                return out.toByteArray();
            } catch (UncheckedIOException e) {
                // Too large. The next has less, and the last one fits by the limits of all that it is made of.
            }
        }
        throw new IllegalStateException("an event that is too large without anything in it");
    }

    /**
     * Returns an envelope, the form in which events are sent.
     *
     * @param event as {@link #event} returns it
     */
    public static byte[] envelope(String id, Instant sentAt, byte[] event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonOutput.line(out, json -> {
            json.writeStringField("event_id", id);
            json.writeStringField("sent_at", sentAt.toString());
        });
        JsonOutput.line(out, json -> {
            json.writeStringField("type", "event");
            json.writeNumberField("length", event.length - 1);
        });
        out.writeBytes(event);
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, SentryEvent event, SentryDetail detail) throws IOException {
        SentryEvent.Source source = event.source();
        json.writeStringField("event_id", event.id());
        json.writeStringField(
                "timestamp", Instant.ofEpochMilli(event.capture().atMillis).toString());
        json.writeStringField("platform", "java");
        json.writeStringField("level", event.capture().uncaught ? "fatal" : "error");
        json.writeStringField("logger", "jspect");
        text(json, "server_name", source.server(), MOST_NAME);
        text(json, "release", source.release(), MOST_RELEASE);
        json.writeObjectFieldStart("sdk");
        json.writeStringField("name", "jspect");
        json.writeStringField("version", source.version());
        json.writeEndObject();
        json.writeObjectFieldStart("tags");
        text(json, "target", source.target().name(), MOST_TAG);
        text(json, "thread", event.thread().name(), MOST_TAG);
        text(json, "container", source.target().container(), MOST_TAG);
        text(json, "jspect.cut", detail.cut, MOST_TAG);
        json.writeEndObject();
        fingerprint(json, event.capture());
        json.writeObjectFieldStart("exception");
        new SentryExceptions(json, event, detail).write();
        json.writeEndObject();
        threads(json, event.thread(), event.capture().uncaught);
        contexts(json, event, detail);
    }

    /** Ours, which counts the application's frames only: what Sentry makes of all of them changes with what is compiled. */
    private static void fingerprint(JsonGenerator json, ExceptionCapture capture) throws IOException {
        List<String> places = Repeats.fingerprint(capture);
        json.writeArrayFieldStart("fingerprint");
        for (String place : places.subList(0, Math.min(places.size(), MOST_PLACES))) {
            json.writeString(SentryDetail.cut(GENERATED.matcher(place).replaceAll("$1"), MOST_NAME));
        }
        json.writeEndArray();
    }

    private static void threads(JsonGenerator json, ThreadSnapshot thread, boolean uncaught) throws IOException {
        json.writeObjectFieldStart("threads");
        json.writeArrayFieldStart("values");
        json.writeStartObject();
        json.writeNumberField("id", thread.id());
        json.writeStringField("name", SentryDetail.cut(thread.name(), MOST_THREAD_NAME));
        json.writeBooleanField("current", true);
        // It goes on, or ends: that is not known yet when an exception is constructed.
        json.writeBooleanField("crashed", uncaught);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void contexts(JsonGenerator json, SentryEvent event, SentryDetail detail) throws IOException {
        JvmProcess target = event.source().target();
        json.writeObjectFieldStart("contexts");
        json.writeObjectFieldStart("runtime");
        json.writeStringField("type", "runtime");
        text(json, "name", target.vmName() == null ? "Java" : target.vmName(), MOST_NAME);
        text(json, "version", target.javaVersion(), MOST_NAME);
        json.writeEndObject();
        json.writeObjectFieldStart("os");
        json.writeStringField("type", "os");
        json.writeStringField("name", System.getProperty("os.name"));
        json.writeStringField("version", System.getProperty("os.version"));
        json.writeEndObject();
        json.writeObjectFieldStart("jspect");
        json.writeNumberField("pid", target.pid());
        text(json, "main_class", target.mainClass(), MOST_NAME);
        text(json, "jar", target.jar(), MOST_NAME);
        json.writeNumberField("seen", event.capture().seen);
        json.writeBooleanField("virtual_thread", event.thread().virtual());
        json.writeNumberField("frames_left_out", Math.max(0, event.thread().framesLeftOut()));
        json.writeEndObject();
        ThreadContext carried = event.capture().context;
        if (carried != null && detail.depth >= 0) {
            List<ValueTree> values =
                    carried.values.stream().map(one -> one.value).toList();
            new SentryValues(json, DocumentIds.of(values), detail.depth).carried(carried);
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String text, int most) throws IOException {
        if (text != null && !text.isEmpty()) {
            // Tags and names are of one line.
            json.writeStringField(name, SentryDetail.cut(SafeText.of(SentryDetail.cut(text, most)), most));
        }
    }
}
