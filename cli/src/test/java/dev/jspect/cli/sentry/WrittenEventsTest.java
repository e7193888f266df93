// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.sentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jspect.cli.failure.JspectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WrittenEventsTest {
    private static final byte[] LINE = "{}\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void appendsToAFileForThisUserAlone() throws IOException {
        Path file = directory.resolve("events.jsonl");
        for (int i = 0; i < 2; i++) {
            WrittenEvents events = WrittenEvents.to(file, why -> {});
            events.accept("a", LINE);
            assertEquals(new EventSink.Totals(1, 0), events.close(Duration.ZERO));
        }

        assertEquals("{}\n{}\n", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void refusesAFileThatCannotBe() {
        JspectException refused = assertThrows(
                JspectException.class, () -> WrittenEvents.to(directory.resolve("none/events.jsonl"), why -> {}));

        assertTrue(String.valueOf(refused.getMessage()).contains("events.jsonl: NoSuchFile"), refused.getMessage());
    }

    @Test
    void saysOnceThatADiskIsFull() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full) || "true".equals(System.getenv("CI")), "no /dev/full here");
        List<String> told = new ArrayList<>();
        WrittenEvents events = WrittenEvents.to(full, told::add);

        events.accept("a", LINE);
        events.accept("b", LINE);

        assertEquals(new EventSink.Totals(0, 2), events.close(Duration.ZERO));
        assertEquals(List.of("No space left on device"), told);
    }
}
