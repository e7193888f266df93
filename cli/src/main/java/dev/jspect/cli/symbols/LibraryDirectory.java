// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.symbols;

import dev.jspect.shell.natives.BuildId;
import dev.jspect.shell.natives.SymbolFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        try {
            Files.walkFileTree(directory.toRealPath(), Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                private int looked;

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String build = Files.isRegularFile(file) ? BuildId.of(file) : null;
                    if (build != null) {
                        found.computeIfAbsent(build, any -> new ArrayList<>()).add(file);
                    }
                    looked++;
                    return looked < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException gone) {
            // What was found before it went.
            return found;
        }
        return found;
    }
}
