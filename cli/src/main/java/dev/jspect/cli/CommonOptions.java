// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.shell.text.Style;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The flags of every command. */
final class CommonOptions {
    @Option(
            names = {"-j", "--json"},
            description = "Print JSON instead of text.")
    boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            converter = ColorMode.Converter.class,
            completionCandidates = ColorMode.Candidates.class,
            description = "auto, always or never.")
    ColorMode color = ColorMode.AUTO;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "Give up after this time: 250ms, 5s, 2m (default: 10s).")
    Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but the answer.")
    boolean quiet;

    @Option(names = "--debug", description = "Show the stack traces of jspect itself.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version of jspect.")
    boolean version;

    /** Returns the deadline of {@code --timeout}, from now. */
    Deadline deadline() {
        return Deadline.after(timeout);
    }

    /** Returns whether the answer is coloured. */
    boolean colored(Invocation invocation) {
        return color.applies(invocation);
    }

    /** Returns how the answer looks. */
    Style style(Invocation invocation) {
        return colored(invocation) ? Style.ANSI : Style.PLAIN;
    }
}
