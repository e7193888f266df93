// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetFacts;
import dev.jspect.cli.doctor.Examination;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonOutputTest {
    private static final JvmProcess KNOWN = new JvmProcess(
            70,
            7,
            "Main\u001b[31m\u202e\u009b",
            "app.Main",
            null,
            List.of("a b"),
            List.of("-Xmx1g"),
            "17.0.15",
            "/opt/jdk",
            "Someone",
            "OpenJDK",
            "me",
            1000,
            1000,
            5,
            12_345,
            "0123456789ab",
            true,
            null,
            Path.of("/"));
    private static final JvmProcess UNKNOWN = new JvmProcess(
            71,
            71,
            "",
            null,
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            "4711",
            4711,
            4711,
            5,
            0,
            null,
            false,
            "it runs as user 4711",
            Path.of("/"));

    @Test
    void listIsAsPromised() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        JsonOutput.ps(out, List.of(KNOWN, UNKNOWN));

        assertEquals("", Schemas.violations("ps", out.toString(StandardCharsets.UTF_8)));
    }

    @Test
    void diagnosisIsAsPromised() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TargetFacts facts = new TargetFacts(null, false, true, true, Path.of("/tmp"), true, 5, null, List.of());

        JsonOutput.doctor(out, Examination.of(UNKNOWN, facts, 17));

        assertEquals("", Schemas.violations("doctor", out.toString(StandardCharsets.UTF_8)));
    }

    @Test
    void schemaNoticesAMissingField() {
        assertFalse(Schemas.violations("ps", "{\"schema\":1}").isEmpty());
    }

    @Test
    void stringsOfATargetCannotDriveATerminal() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        JsonOutput.ps(out, List.of(KNOWN));

        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("Main\\u001B[31m\\u202E\\u009B"), text);
    }
}
