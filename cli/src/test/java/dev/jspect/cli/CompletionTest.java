// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionTest {
    @TempDir
    private Path directory;

    /** Run with {@code -Djspect.golden=write} to write the files anew. */
    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void isTheFileThatIsShipped(String shell) throws IOException {
        Path shipped = Path.of("../completions/jspect." + shell);
        String script = Run.of("completion", shell).out();
        if ("write".equals(System.getProperty("jspect.golden"))) {
            Files.writeString(shipped, script);
        }

        assertEquals(Files.readString(shipped), script, "make it anew with -Djspect.golden=write");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "jspect do|doctor",
                "jspect doctor |70 Orders 71",
                "jspect doctor O|Orders",
                "jspect doctor Orders |''",
                "jspect doctor --timeout 5s 7|70 71",
                "jspect doctor --color |auto always never",
                "jspect doctor --ch|--check",
                "jspect completion |bash zsh fish",
                "jspect nothing |''",
            })
    void completesInBash(String line, String expected) throws IOException, InterruptedException {
        assertEquals(expected, completed(line));
    }

    @Test
    void neverRunsTheNameOfAJvm() throws IOException, InterruptedException {
        completed("jspect doctor ");

        assertEquals(false, Files.exists(directory.resolve("canary")));
    }

    /** Returns what a real bash offers, with a jspect of ours that lists a harmless and a hostile name. */
    private String completed(String line) throws IOException, InterruptedException {
        String script = Run.of("completion", "bash").out() + """
                jspect() { printf '%s\\n' '  PID  NAME  JAVA' '   70  Orders  17' '   71  $(touch${IFS}canary)  17'; }
                read -ra COMP_WORDS <<< "$1"; [[ $1 == *' ' ]] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _jspect; echo "${COMPREPLY[*]}"
                """;
        Path file = Files.writeString(directory.resolve("script"), script);
        Process bash = new ProcessBuilder("bash", file.toString(), line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(true, bash.waitFor(10, TimeUnit.SECONDS));
            return answer;
        } finally {
            bash.destroyForcibly();
        }
    }
}
