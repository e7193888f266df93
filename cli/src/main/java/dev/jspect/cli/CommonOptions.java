// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.shell.text.Style;
import java.time.Duration;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of every command. */
final class CommonOptions {
    boolean json;
    ColorMode color = ColorMode.AUTO;
    Duration timeout = Duration.ofSeconds(10);
    boolean quiet;

    /** Adds the flags to what a command takes. */
    void describe(Syntax syntax) {
        syntax.flag(typed -> json = typed, "Print JSON instead of text.", "-j", "--json");
        syntax.option(
                OptionSpec.builder("--color")
                        .paramLabel("WHEN")
                        .converters(new ColorMode.Converter())
                        .completionCandidates(ColorMode.words())
                        .description("auto, always or never."),
                ColorMode.class,
                typed -> color = typed);
        syntax.option(
                OptionSpec.builder("--timeout")
                        .paramLabel("TIME")
                        .converters(new DurationConverter())
                        .description("Give up after this time: 250ms, 5s, 2m (default: 10s)."),
                Duration.class,
                typed -> timeout = typed);
        syntax.flag(typed -> quiet = typed, "Say nothing but the answer.", "-q", "--quiet");
        syntax.flag(typed -> {}, "Show the stack traces of jspect itself.", "--debug");
        syntax.help();
    }

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
