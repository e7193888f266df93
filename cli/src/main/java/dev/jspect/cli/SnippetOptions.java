// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** How snippets are compiled. */
final class SnippetOptions {
    @Nullable
    String loader;

    boolean publicOnly;

    /** Adds the options to what a command takes. */
    void describe(Syntax syntax) {
        syntax.option(
                OptionSpec.builder("--loader")
                        .paramLabel("LOADER")
                        .description(
                                "The class loader to see classes of: its name or @hash, as 'jspect loaders' shows it, or a part"
                                        + " of what it loads from."),
                String.class,
                typed -> loader = typed);
        syntax.flag(
                typed -> publicOnly = typed,
                "Compile as an outside class would: no access to what is not public.",
                "--public-only");
    }
}
