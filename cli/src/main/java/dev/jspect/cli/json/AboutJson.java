// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jspect.shell.recording.About;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a recording is of, as a flat object: texts, numbers and lists of texts. */
public final class AboutJson {
    private AboutJson() {}

    /** Writes it. */
    public static void write(OutputStream out, About about) {
        JsonOutput.line(out, json -> {
            json.writeNumberField("format", about.format());
            json.writeStringField("madeBy", about.madeBy());
            json.writeNumberField("pid", about.pid());
            json.writeStringField("name", about.name());
            json.writeStringField("javaVersion", about.javaVersion());
            JsonOutput.strings(json, "arguments", about.arguments());
            if (about.pausedMs() != null) {
                json.writeNumberField("pausedMs", about.pausedMs());
            }
            if (about.classesLoaded() != null) {
                json.writeNumberField("classesLoaded", about.classesLoaded());
            }
            JsonOutput.strings(json, "leftBehind", about.leftBehind());
        });
    }

    /**
     * Reads it; fields that are not known are passed over.
     *
     * @throws IOException when it is none
     */
    public static About read(byte[] bytes) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("about.json is no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY) {
                    lists.put(field, list(json));
                } else if (value == JsonToken.START_OBJECT) {
                    json.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    texts.put(field, json.getText());
                }
            }
        }
        return about(texts, lists);
    }

    private static List<String> list(JsonParser json) throws IOException {
        List<String> list = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw new IOException("a list has no end");
            }
            if (token.isStructStart()) {
                json.skipChildren();
            } else {
                list.add(json.getText());
            }
        }
        return list;
    }

    private static About about(Map<String, String> texts, Map<String, List<String>> lists) throws IOException {
        try {
            String paused = texts.get("pausedMs");
            String loaded = texts.get("classesLoaded");
            return new About(
                    Integer.parseInt(needed(texts, "format")),
                    needed(texts, "madeBy"),
                    Long.parseLong(needed(texts, "pid")),
                    needed(texts, "name"),
                    texts.get("javaVersion"),
                    lists.getOrDefault("arguments", List.of()),
                    paused == null ? null : Double.valueOf(paused),
                    loaded == null ? null : Long.valueOf(loaded),
                    lists.getOrDefault("leftBehind", List.of()));
        } catch (NumberFormatException e) {
            throw new IOException("about.json: " + e.getMessage(), e);
        }
    }

    private static String needed(Map<String, String> texts, String field) throws IOException {
        String text = texts.get(field);
        if (text == null) {
            throw new IOException("about.json has no " + field);
        }
        return text;
    }
}
