// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.symbols;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.natives.FrameNames;
import dev.jspect.shell.natives.SymbolFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where to look for the names of functions, in order: where the user says, where this machine keeps them, and on servers. */
public final class SymbolSources {
    /** Where distributions install them (GDB manual, Separate Debug Files). */
    private static final String INSTALLED = "usr/lib/debug";

    private SymbolSources() {}

    /**
     * Returns what names calls below Java.
     *
     * @param named by the user: directories of libraries or of symbol files, or both
     * @param root of the files that the target sees
     * @param said told in a line what goes on, and what goes wrong
     * @throws JspectException when one of those named is not there
     */
    public static FrameNames names(
            List<Path> named, Path root, Map<String, String> environment, Consumer<String> said) {
        List<SymbolFiles> sources = new ArrayList<>();
        for (Path directory : named) {
            if (!Files.isDirectory(directory) || !Files.isReadable(directory)) {
                throw new JspectException(
                        ExitCode.USAGE,
                        "no symbols at " + directory,
                        Files.exists(directory) ? "it is no directory that can be read" : "it does not exist",
                        "Name a directory with libraries that are not stripped, or with their .debug files.");
            }
            sources.add(new DebugDirectory(directory));
            sources.add(new LibraryDirectory(directory));
        }
        sources.add(new DebugDirectory(root.resolve(INSTALLED)));
        sources.add(new DebugDirectory(Path.of("/", INSTALLED)));
        if (!environment.getOrDefault(Debuginfod.URLS, "").isBlank()) {
            if (ModuleLayer.boot().findModule("java.net.http").isPresent()) {
                sources.add(new Debuginfod(environment, said));
            } else {
                said.accept("no symbols from " + Debuginfod.URLS
                        + ": the JDK that jspect runs on lacks the module java.net.http");
            }
        }
        return new FrameNames(sources);
    }
}
