// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.cli.receipt.CaptureFacts;
import dev.jspect.cli.receipt.Receipt;
import java.io.IOException;

/** The field {@code receipt}. */
final class ReceiptJson {
    private ReceiptJson() {}

    static void write(JsonGenerator json, Receipt receipt) throws IOException {
        json.writeObjectFieldStart("receipt");
        if (receipt.pausedMs() != null) {
            json.writeNumberField("pausedMs", receipt.pausedMs());
        }
        CaptureFacts capture = receipt.capture();
        if (capture != null) {
            json.writeNumberField("threads", capture.threads());
            json.writeNumberField("locals", capture.locals());
            json.writeStringField("referencesOnly", capture.referencesOnly());
            JsonOutput.strings(json, "notes", capture.notes());
        }
        if (receipt.classesLoaded() != null) {
            json.writeNumberField("classesLoaded", receipt.classesLoaded());
        }
        JsonOutput.strings(json, "leftBehind", receipt.leftBehind());
        json.writeEndObject();
    }
}
