// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
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
        if (receipt.classesLoaded() != null) {
            json.writeNumberField("classesLoaded", receipt.classesLoaded());
        }
        JsonOutput.strings(json, "leftBehind", receipt.leftBehind());
        json.writeEndObject();
    }
}
