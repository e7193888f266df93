// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.symbols;

import dev.jspect.shell.natives.BuildId;
import dev.jspect.shell.natives.SymbolFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of libraries and files of symbols, in any order: each is looked into once, and found by its build. */
public final class LibraryDirectory implements SymbolFiles {
    private static final int MOST_FILES = 20_000;
    private static final int DEEPEST = 16;

    private final Path directory;
    private @Nullable Map<String, List<Path>> builds;

    /**
     * @param directory its folders are looked into, too
     */
    public LibraryDirectory(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Path> of(String buildId) {
        if (builds == null) {
            builds = read();
        }
        return builds.getOrDefault(buildId, List.of());
    }

    private Map<String, List<Path>> read() {
        Map<String, List<Path>> found = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory, DEEPEST)) {
            files.filter(Files::isRegularFile).limit(MOST_FILES).forEach(file -> {
                String build = BuildId.of(file);
                if (build != null) {
                    found.computeIfAbsent(build, any -> new ArrayList<>()).add(file);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // What was found before a folder that may not be read.
            return found;
        }
        return found;
    }
}
