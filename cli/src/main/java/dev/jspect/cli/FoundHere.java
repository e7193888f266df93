// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.symbols.SymbolSources;
import dev.jspect.shell.natives.FrameNames;
import dev.jspect.shell.recording.Moment;
import dev.jspect.shell.source.SourceArchives;
import dev.jspect.shell.source.Sources;
import dev.jspect.shell.text.SafeText;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** What is known of a recording's code where it is shown: sources, and names of functions. */
final class FoundHere {
    private List<Path> sourcePath = List.of();
    private List<Path> symbols = List.of();

    /** Keeps what it has found for all moments. */
    private @Nullable FrameNames names;

    /** Adds the options to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                        OptionSpec.builder("--source-path")
                                .paramLabel("FILE")
                                .description(
                                        "Sources, for the lines around each frame's: a directory with folders of packages, or a jar or zip"
                                                + " of those. Repeatable."),
                        Path[].class,
                        typed -> sourcePath = List.of(typed))
                .option(
                        OptionSpec.builder("--symbols")
                                .paramLabel("DIR")
                                .description(
                                        "Libraries that are not stripped, or their .debug files, to name calls below Java with; found by"
                                                + " their build ids. Repeatable; /usr/lib/debug is looked at, too, and the servers that"
                                                + " DEBUGINFOD_URLS names."),
                        Path[].class,
                        typed -> symbols = List.of(typed));
    }

    /** Returns a moment with what is found. */
    Moment in(Invocation invocation, Moment moment) {
        if (names == null) {
            names = SymbolSources.names(
                    symbols,
                    Path.of("/"),
                    invocation.environment(),
                    line -> invocation.err().println(SafeText.of("jspect: " + line)));
        }
        Moment named = moment.with(names);
        if (sourcePath.isEmpty()) {
            return named;
        }
        Path nowhere = Path.of("/nonexistent");
        return named.with(new Sources(sourcePath, new SourceArchives(nowhere), false, path -> nowhere));
    }
}
