// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import dev.jspect.shell.page.PageFrame;
import dev.jspect.shell.page.PageMoment;
import dev.jspect.shell.page.PageThread;
import dev.jspect.shell.recording.About;
import dev.jspect.shell.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a page is given to show, in a form that may stand in a script element of HTML: no markup ends it (HTML Living Standard, Restrictions for contents of script
 * elements). Each text is there once; frames are numbers of texts.
 */
public final class PageJson {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private PageJson() {}

    /** All characters that mean something to HTML are written by their numbers. */
    private static final class NoMarkup extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        private static final String MARKUP = "<>&'";

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            MARKUP.chars().forEach(character -> codes[character] = ESCAPE_STANDARD);
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }

    /**
     * Writes it, and leaves the stream open.
     *
     * @param moments each asked for when those before are written
     */
    public static void write(OutputStream out, About about, Iterator<PageMoment> moments) throws IOException {
        JsonFactory factory = new JsonFactory();
        factory.setCharacterEscapes(new NoMarkup());
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new PageJson().write(json, about, moments);
        }
    }

    private void write(JsonGenerator json, About about, Iterator<PageMoment> moments) throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", about.pid());
        json.writeStringField("name", SafeText.of(about.name()));
        json.writeStringField(
                "javaVersion", about.javaVersion() == null ? "unknown" : SafeText.of(about.javaVersion()));
        json.writeStringField("madeBy", SafeText.of(about.madeBy()));
        json.writeArrayFieldStart("moments");
        while (moments.hasNext()) {
            moment(json, moments.next());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("texts");
        for (String text : new ArrayList<>(numbers.keySet())) {
            json.writeString(text);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void moment(JsonGenerator json, PageMoment moment) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", moment.at().toString());
        json.writeArrayFieldStart("notes");
        for (String note : moment.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("threads");
        for (PageThread thread : moment.threads()) {
            thread(json, thread);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void thread(JsonGenerator json, PageThread thread) throws IOException {
        json.writeStartObject();
        // JavaScript's numbers are not exact beyond 53 bits.
        json.writeStringField("id", Long.toString(thread.id()));
        json.writeNumberField("name", number(thread.name()));
        json.writeBooleanField("vm", thread.vm());
        json.writeStringField("state", thread.state());
        json.writeNumberField("text", number(thread.text()));
        json.writeArrayFieldStart("frames");
        for (PageFrame frame : thread.frames()) {
            json.writeStartArray();
            json.writeNumber(number(frame.name()));
            json.writeString(kind(frame));
            json.writeNumber(number(frame.text()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String kind(PageFrame frame) {
        return switch (frame.kind()) {
            case APPLICATION -> "application";
            case JDK -> "jdk";
            case NATIVE -> "native";
            case SYSTEM_CALL -> "system";
        };
    }

    private int number(String text) {
        return numbers.computeIfAbsent(text, any -> numbers.size());
    }
}
