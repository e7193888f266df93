// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How snippets are compiled. */
final class SnippetOptions {
    @Option(
            names = "--loader",
            paramLabel = "LOADER",
            description = "The class loader to see classes of: its name or @hash, as 'jspect loaders' shows it.")
    @Nullable
    String loader;

    @Option(
            names = "--public-only",
            description = "Compile as an outside class would: no access to what is not public.")
    boolean publicOnly;
}
