// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.protocol.LoaderFacts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The document of {@code loaders}. */
final class LoadersJson {
    private LoadersJson() {}

    static void write(JsonGenerator json, List<LoaderFacts> loaders, int likeliest) throws IOException {
        Map<Integer, String> hashes = new HashMap<>();
        for (LoaderFacts loader : loaders) {
            hashes.put(loader.id, hash(loader));
        }
        json.writeArrayFieldStart("loaders");
        for (LoaderFacts loader : loaders) {
            json.writeStartObject();
            json.writeStringField("hash", hash(loader));
            json.writeStringField("name", loader.name);
            json.writeStringField("className", loader.className);
            json.writeStringField("parent", hashes.get(loader.parentId));
            json.writeNumberField("classes", loader.classCount);
            json.writeBooleanField("likeliest", loader.id == likeliest);
            JsonOutput.strings(json, "urls", loader.urls);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String hash(LoaderFacts loader) {
        return "@" + Integer.toHexString(loader.identityHash);
    }
}
