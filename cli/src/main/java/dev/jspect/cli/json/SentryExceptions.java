// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The exceptions of an event, the one that was thrown last: its causes, and what they suppressed, come before. */
final class SentryExceptions {
    private static final int MOST_PARTS = 50;
    private static final int MOST_NAME = 256;

    private final JsonGenerator json;
    private final SentryEvent event;
    private final SentryDetail detail;

    SentryExceptions(JsonGenerator json, SentryEvent event, SentryDetail detail) {
        this.json = json;
        this.event = event;
        this.detail = detail;
    }

    /**
     * One of them.
     *
     * @param source which field of its parent it stands in
     * @param parent index of that one
     */
    private record Place(ThrownPart part, String source, int parent) {}

    void write() throws IOException {
        List<Place> places = places(event.capture().parts);
        json.writeArrayFieldStart("values");
        for (int i = places.size() - 1; i >= 0; i--) {
            exception(i, places.get(i));
        }
        json.writeEndArray();
    }

    private static List<Place> places(List<ThrownPart> parts) {
        List<Place> places = new ArrayList<>();
        int carrier = 0;
        int suppressed = 0;
        for (int i = 0; i < Math.min(parts.size(), MOST_PARTS); i++) {
            ThrownPart part = parts.get(i);
            if (part.relation == ThrownPart.SUPPRESSED) {
                places.add(new Place(part, "suppressed[" + suppressed + "]", carrier));
                suppressed++;
            } else {
                places.add(new Place(part, "cause", carrier));
                carrier = i;
                suppressed = 0;
            }
        }
        return places;
    }

    private void exception(int id, Place place) throws IOException {
        String className = place.part.className;
        int hidden = className.indexOf('/');
        int dot = className.lastIndexOf('.', hidden < 0 ? className.length() : hidden);
        json.writeStartObject();
        json.writeStringField("type", SentryDetail.cut(className.substring(dot + 1), MOST_NAME));
        if (dot > 0) {
            json.writeStringField("module", SentryDetail.cut(className.substring(0, dot), MOST_NAME));
        }
        message(place.part.message);
        json.writeNumberField("thread_id", event.thread().id());
        mechanism(id, place);
        if (id == 0 && !event.thread().frames().isEmpty()) {
            List<ValueTree> all = new ArrayList<>();
            event.thread().addValues(all);
            SentryValues values = new SentryValues(json, DocumentIds.of(all), detail.depth);
            json.writeObjectFieldStart("stacktrace");
            new SentryFrames(json, event, detail, values).write();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void message(ValueTree message) throws IOException {
        if (message.text != null) {
            String rest = message.notCaptured == null ? "" : "\u2026";
            json.writeStringField("value", SentryDetail.cut(message.text + rest, detail.message));
        } else if (message.notCaptured != null) {
            json.writeStringField("value", SentryValues.label(message.notCaptured));
        }
    }

    /**
     * Whether it will be handled is not known where it is constructed: nothing is said of that, unless nobody has caught it. Nor is one that has
     * suppressed others called a group: Sentry would take its title from one of those, as it did for Sentry's own Java SDK.
     */
    private void mechanism(int id, Place place) throws IOException {
        json.writeObjectFieldStart("mechanism");
        json.writeStringField(
                "type",
                switch (place.part.relation) {
                    case ThrownPart.CAUSE -> "chained";
                    case ThrownPart.SUPPRESSED -> "suppressed";
                    default -> "jspect";
                });
        if (id == 0 && event.capture().uncaught) {
            json.writeBooleanField("handled", false);
        }
        json.writeNumberField("exception_id", id);
        if (id > 0) {
            json.writeNumberField("parent_id", place.parent);
            json.writeStringField("source", place.source);
        }
        json.writeEndObject();
    }
}
