// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of a process's threads, here and in its own pid namespace ({@code NSpid} of proc_pid_status(5)). */
final class ThreadNumbers {
    private static final String LABEL = "NSpid:\t";

    private final Path process;
    private final Map<String, Long> known = new HashMap<>();
    private @Nullable Boolean nested;

    /**
     * @param process its directory below {@code /proc}
     */
    ThreadNumbers(Path process) {
        this.process = process;
    }

    /** Returns the number that the target itself knows a thread by; -1 of one that has ended. */
    long seenFromTarget(String task) {
        if (nested == null) {
            nested = numbers(process.resolve("status")).length > 1;
        }
        return nested ? known.computeIfAbsent(task, this::innermost) : Long.parseLong(task);
    }

    private long innermost(String task) {
        String[] numbers = numbers(process.resolve("task").resolve(task).resolve("status"));
        return numbers.length == 0 ? -1 : Long.parseLong(numbers[numbers.length - 1]);
    }

    private static String[] numbers(Path status) {
        try (var lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(LABEL))
                    .findFirst()
                    .map(line -> line.substring(LABEL.length()).split("\t", -1))
                    .orElse(new String[0]);
        } catch (IOException | UncheckedIOException gone) {
            return new String[0];
        }
    }
}
