// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.target.Mapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that run Java, but not on HotSpot: told by what they have mapped, as none of them is there. */
final class OtherVmsIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"frames", "frames -l", "eval 1", "exceptions", "instances Object"})
    void openJ9IsRefusedAndNotSignalled(String command) throws IOException {
        Path library = Files.writeString(directory.resolve("libj9vm29.so"), "not a library");
        try (TargetJvm target = TargetJvm.on(Jdks.current()).start(Mapping.class.getName(), library.toString())) {
            JspectProcess.Result result = run(command, target.pid());

            assertEquals(ExitCode.NOT_PERMITTED.number(), result.exitCode(), result.err());
            assertTrue(result.err().contains("an OpenJ9 JVM"), result.err());
            assertEquals("ready\n", target.output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames", "frames -l", "eval 1"})
    void nativeImagesAreRefusedAndNotSignalled(String command) throws IOException, InterruptedException {
        Path image = directory.resolve("image");
        Files.copy(Path.of("/bin/sleep"), image);
        // As the name of a section, near the end of the file.
        Files.write(image, ".shstrtab\0.svm_heap\0".getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);
        Process process = new ProcessBuilder(image.toString(), "60").start();
        try {
            JspectProcess.Result result = run(command, process.pid());

            assertEquals(ExitCode.NOT_PERMITTED.number(), result.exitCode(), result.err());
            assertTrue(result.err().contains("it is a GraalVM native image, not a JVM"), result.err());
            assertFalse(process.waitFor(100, TimeUnit.MILLISECONDS), "it was ended");
        } finally {
            process.destroyForcibly();
        }
    }

    private static JspectProcess.Result run(String command, long pid) {
        String[] words = command.split(" ", 2);
        return words.length == 1
                ? JspectProcess.run(words[0], String.valueOf(pid))
                : JspectProcess.run(words[0], String.valueOf(pid), words[1]);
    }
}
