// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** README.md speaks of the commands that there are. */
final class ReadmeTest {
    private static final Path README = Path.of("../README.md");

    /** A row of the table of commands: {@code | `jspect frames TARGET` | ...}. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `jspect ([a-z]+)[^`]*` ");

    /** A quoted word, with what sticks to it, a plain one, or what ends a command for the shell. */
    private static final Pattern WORD = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\"|([^\\s'\"|<>&;()#]+))|([|<>&;()#])");

    @Test
    void listsEveryCommand() throws Exception {
        List<String> listed = new ArrayList<>();
        Matcher rows = ROW.matcher(Files.readString(README));
        while (rows.find()) {
            listed.add(rows.group(1));
        }
        List<String> commands = BashCompletion.commands(model().getCommandSpec()).stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();

        assertEquals(
                commands.stream().sorted().toList(), listed.stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showsOnlyCommandLinesThatParse(String line) {
        assertDoesNotThrow(() -> model().parseArgs(words(line).toArray(String[]::new)));
    }

    /** The lines of README.md that begin with a prompt and jspect. */
    static Stream<String> examples() throws Exception {
        return Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("$ jspect "))
                .map(line -> line.substring("$ jspect ".length()))
                .distinct();
    }

    /** Splits as a shell does, as far as README.md needs it: quotes, and the end of a command. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find() && word.group(4) == null) {
            words.add(Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElse(""));
        }
        return words;
    }

    private static CommandLine model() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return Commands.whole(
                new Invocation(List.of(), InputStream.nullInputStream(), nowhere, nowhere, Map.of(), false));
    }
}
