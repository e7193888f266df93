// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;
import dev.jspect.shell.classpath.ClassPathEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds sources in files: in what the user named, else beside the class's own jar; those of the JDK, where they are wanted, in
 * its {@code src.zip}.
 * Of several the first that fits the running class is taken. Keeps what it has read. For one thread.
 */
public final class Sources implements SourceLookup {
    private final List<SourceRoot> named;
    private final SourceArchives archives;
    private final boolean ofJdk;
    private final Function<String, Path> toolPath;
    /** By method, line and line table: that belongs to it, as a class may be redefined. */
    private final Map<List<Object>, Optional<SourceExcerpt>> found = new HashMap<>();

    private final Map<Location, Optional<SourceFile>> files = new HashMap<>();

    private record Location(SourceRoot root, String name) {}

    /**
     * @param named directories with folders of packages, or archives of those
     * @param archives of the target
     * @param ofJdk whether lines of the JDK's own sources are wanted: they say little to who looks for a fault of the application
     * @param toolPath where the tool finds a path of the target
     */
    public Sources(List<Path> named, SourceArchives archives, boolean ofJdk, Function<String, Path> toolPath) {
        this.named =
                named.stream().map(SourceRoot::open).filter(Objects::nonNull).toList();
        this.archives = archives;
        this.ofJdk = ofJdk;
        this.toolPath = toolPath;
    }

    @Override
    public @Nullable SourceExcerpt find(MethodFacts method, int line) {
        if (line < 1) {
            return null;
        }
        List<Object> place = List.of(method.id, line, Arrays.hashCode(method.lines));
        return found.computeIfAbsent(place, any -> Optional.ofNullable(read(method, line)))
                .orElse(null);
    }

    private @Nullable SourceExcerpt read(MethodFacts method, int line) {
        SourceExcerpt differing = null;
        for (SourceRoot root : roots(method)) {
            SourceFile file = file(root, method);
            SourceExcerpt excerpt = file == null ? null : file.excerpt(method, line);
            if (excerpt != null && !excerpt.differs()) {
                return excerpt;
            }
            differing = differing == null ? excerpt : differing;
        }
        return differing;
    }

    private List<SourceRoot> roots(MethodFacts method) {
        List<SourceRoot> roots = new ArrayList<>(named);
        String location = method.location;
        if (method.origin != MethodFacts.APPLICATION || (location != null && location.startsWith("jrt:"))) {
            roots.addAll(ofJdk ? archives.ofJdk() : List.of());
        } else if (location != null) {
            roots.addAll(beside(location));
        }
        return roots;
    }

    private List<SourceRoot> beside(String location) {
        try {
            ClassPathEntry entry = ClassPathEntry.parse(location);
            boolean isJarInside =
                    entry != null && entry.nested() != null && entry.nested().endsWith(".jar");
            return entry == null || isJarInside ? List.of() : archives.beside(entry.file(), toolPath);
        } catch (IllegalArgumentException e) {
            // The target says what it likes: this is no URL, or no path.
            return List.of();
        }
    }

    private @Nullable SourceFile file(SourceRoot root, MethodFacts method) {
        List<String> names = SourceNames.of(method);
        for (String name : names) {
            SourceFile file = files.computeIfAbsent(new Location(root, name), Sources::read)
                    .orElse(null);
            boolean inItsFolder = name.equals(names.get(0));
            if (file != null && (inItsFolder || file.isOfPackage(SourceNames.packageOf(method.className)))) {
                return file;
            }
        }
        return null;
    }

    private static Optional<SourceFile> read(Location location) {
        return Optional.ofNullable(location.root().read(location.name()))
                .map(source -> new SourceFile(source.file(), source.text()));
    }
}
