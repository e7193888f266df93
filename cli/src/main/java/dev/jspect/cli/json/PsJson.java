// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.cli.attach.JvmProcess;
import java.io.IOException;
import java.util.List;

/** The document of {@code ps}. */
final class PsJson {
    private PsJson() {}

    static void write(JsonGenerator json, List<JvmProcess> jvms) throws IOException {
        json.writeArrayFieldStart("jvms");
        for (JvmProcess jvm : jvms) {
            json.writeStartObject();
            json.writeNumberField("pid", jvm.pid());
            json.writeNumberField("nsPid", jvm.nsPid());
            json.writeStringField("name", jvm.name());
            json.writeStringField("mainClass", jvm.mainClass());
            json.writeStringField("jar", jvm.jar());
            JsonOutput.strings(json, "arguments", jvm.arguments());
            JsonOutput.strings(json, "jvmArguments", jvm.jvmArguments());
            json.writeStringField("javaVersion", jvm.javaVersion());
            json.writeStringField("javaHome", jvm.javaHome());
            json.writeStringField("vendor", jvm.vendor());
            json.writeStringField("user", jvm.user());
            json.writeNumberField("uptimeMs", jvm.uptimeMs());
            json.writeStringField("container", jvm.container());
            json.writeBooleanField("attachable", jvm.attachable());
            json.writeStringField("reason", jvm.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
