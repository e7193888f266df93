// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The archives of sources that belong to a target's jars and its JDK, each opened once. For one thread. */
public final class SourceArchives {
    private static final String JAR = ".jar";
    private static final String SOURCES = "-sources.jar";

    private final Path javaHome;
    private final Map<Path, Optional<SourceRoot>> opened = new HashMap<>();

    /**
     * @param javaHome the target's JDK, as the tool can read it
     */
    public SourceArchives(Path javaHome) {
        this.javaHome = javaHome;
    }

    /**
     * Reads the source of a class.
     *
     * @param topLevel its full name; that of the outermost class for a nested one
     * @param classPath the jars and directories that may hold it
     * @return null when there is no source of it, or none that can be read
     */
    public @Nullable String source(String topLevel, List<Path> classPath) {
        List<SourceRoot> roots = new ArrayList<>();
        for (Path file : classPath) {
            roots.addAll(beside(file.toString(), Path::of));
        }
        roots.addAll(ofJdk());
        for (SourceRoot root : roots) {
            SourceRoot.SourceText source = root.read(topLevel.replace('.', '/') + ".java");
            if (source != null) {
                return source.text();
            }
        }
        return null;
    }

    /** Returns {@code src.zip}, wherever this JDK keeps it. */
    List<SourceRoot> ofJdk() {
        // JDK 8 may name its jre directory.
        return open(List.of(
                javaHome.resolve("lib/src.zip"), javaHome.resolve("src.zip"), javaHome.resolveSibling("src.zip")));
    }

    /**
     * Returns the sources jar beside a jar.
     *
     * @param jar as the target sees it; nothing is found beside what is no jar
     * @param toolPath where the tool finds a path of the target
     */
    List<SourceRoot> beside(String jar, Function<String, Path> toolPath) {
        if (!jar.endsWith(JAR)) {
            return List.of();
        }
        List<Path> candidates = new ArrayList<>();
        candidates.add(toolPath.apply(jar.substring(0, jar.length() - JAR.length()) + SOURCES));
        // In a Maven repository x/1.0 holds x-1.0.jar and others of these sources, such as x-1.0-exec.jar.
        String[] names = jar.split("/", -1);
        String artifact = names.length < 3 ? "" : names[names.length - 3] + "-" + names[names.length - 2];
        if (artifact.length() > 1 && names[names.length - 1].startsWith(artifact)) {
            candidates.add(toolPath.apply(jar.substring(0, jar.lastIndexOf('/') + 1) + artifact + SOURCES));
        }
        return open(candidates);
    }

    private List<SourceRoot> open(List<Path> candidates) {
        List<SourceRoot> roots = new ArrayList<>();
        for (Path candidate : candidates) {
            opened.computeIfAbsent(candidate, path -> Optional.ofNullable(SourceRoot.open(path)))
                    .filter(root -> !roots.contains(root))
                    .ifPresent(roots::add);
        }
        return roots;
    }
}
