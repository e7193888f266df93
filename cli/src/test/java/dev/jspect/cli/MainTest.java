// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dcotor|jspect: unknown command 'dcotor', did you mean doctor? See: jspect --help",
                "ps --jsno|jspect: unknown option '--jsno', did you mean --json? See: jspect ps --help",
                "ps one|jspect: unknown argument 'one'. See: jspect ps --help",
                "doctor|jspect: Missing required parameter: 'TARGET'. See: jspect doctor --help",
                "--json ps|jspect: options come after the command, not before: --json. See: jspect --help",
            })
    void tellsWrongUsageInOneLine(String arguments, String expected) {
        Run run = Run.of(arguments.split(" ", -1));

        assertEquals(ExitCode.USAGE.number(), run.exitCode());
        assertEquals(expected + "\n", run.err());
        assertEquals("", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "1.5s", "-1s", "0s", "10000000000s", "5 s", ""})
    void refusesATimeThatIsNone(String time) {
        Run run = Run.of("ps", "--timeout", time);

        assertEquals(ExitCode.USAGE.number(), run.exitCode());
        assertTrue(run.err().contains("'" + time + "' is not a time like 250ms, 5s or 2m"), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "frames 1 --items -1, is less than 0",
        "frames 1 --depth x, is not a whole number",
        "instances 1 Order -n -1, is less than 0",
        "exceptions 1 -n 0, is less than 1",
        "top 1 --lines 1.5, is not a whole number",
        "patch 1 A::b --before c --limit 3000000000, is more than 2147483647",
    })
    void refusesACountThatIsNone(String arguments, String expected) {
        Run run = Run.of(arguments.split(" ", -1));

        assertEquals(ExitCode.USAGE.number(), run.exitCode());
        assertTrue(run.err().contains(expected), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"250ms", "5s", "2m", "1h"})
    void takesATime(String time) {
        assertEquals(ExitCode.DONE.number(), Run.of("ps", "--timeout", time).exitCode());
    }

    @Test
    void showsStackTracesOnlyWhenAsked() {
        assertEquals(1, Run.of("doctor", "999999999").err().lines().count());
        assertTrue(Run.of("doctor", "999999999", "--debug").err().contains("\tat dev.jspect.cli"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "ps --help", "doctor -h", "completion --help"})
    void helpsWithExamples(String arguments) {
        Run run = Run.of(arguments.split(" ", -1));

        assertEquals(ExitCode.DONE.number(), run.exitCode());
        assertTrue(
                run.out().contains("\nExamples:\n  jspect") || run.out().contains("\nExamples:\n  source"), run.out());
    }

    @Test
    void endsQuietlyWhenNobodyReads() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Main main = new Main(InputStream.nullInputStream(), failing("Broken pipe"), err, Map.of(), false);

        assertEquals(ExitCode.BROKEN_PIPE, main.run("completion", "bash"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhyTheAnswerCannotBeWritten() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Main main = new Main(InputStream.nullInputStream(), failing("No space left on device"), err, Map.of(), false);

        assertEquals(ExitCode.INCOMPLETE, main.run("completion", "bash"));
        assertEquals(
                "jspect: cannot write the answer: No space left on device\n", err.toString(StandardCharsets.UTF_8));
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
