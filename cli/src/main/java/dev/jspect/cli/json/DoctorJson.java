// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jspect.cli.doctor.Ability;
import dev.jspect.cli.doctor.Diagnosis;
import dev.jspect.cli.doctor.Finding;
import java.io.IOException;

/** The document of {@code doctor}. */
final class DoctorJson {
    private DoctorJson() {}

    static void write(JsonGenerator json, Diagnosis diagnosis) throws IOException {
        json.writeObjectFieldStart("target");
        json.writeNumberField("pid", diagnosis.target().pid());
        json.writeStringField("name", diagnosis.target().name());
        json.writeStringField("javaVersion", diagnosis.target().javaVersion());
        json.writeEndObject();
        json.writeArrayFieldStart("findings");
        for (Finding finding : diagnosis.findings()) {
            json.writeStartObject();
            json.writeStringField("topic", finding.topic());
            json.writeStringField("level", finding.level().word());
            json.writeStringField("text", finding.text());
            json.writeStringField("remedy", finding.remedy());
            json.writeArrayFieldStart("hinders");
            for (Ability ability : finding.hinders()) {
                json.writeString(ability.word());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("abilities");
        for (Ability ability : Ability.values()) {
            json.writeStartObject();
            json.writeStringField("name", ability.word());
            json.writeStringField("level", diagnosis.levelOf(ability).word());
            JsonOutput.strings(json, "commands", ability.commands());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
