// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.javadoc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The archives of sources that belong to a class path and a JDK. */
public final class SourceArchives {
    private static final String JAR = ".jar";
    private static final int MOST_READ = 4 << 20;

    private final Path javaHome;

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
        String name = topLevel.replace('.', '/') + ".java";
        for (Path archive : archives(classPath)) {
            String source = read(archive, name);
            if (source != null) {
                return source;
            }
        }
        return null;
    }

    private List<Path> archives(List<Path> classPath) {
        List<Path> candidates = new ArrayList<>();
        for (Path file : classPath) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(JAR)) {
                candidates.add(file.resolveSibling(name.substring(0, name.length() - JAR.length()) + "-sources.jar"));
            }
        }
        candidates.add(javaHome.resolve("lib/src.zip"));
        candidates.add(javaHome.resolve("src.zip"));
        // JDK 8 may name its jre directory.
        candidates.add(javaHome.resolveSibling("src.zip"));
        return candidates.stream().filter(Files::isReadable).toList();
    }

    private static @Nullable String read(Path archive, String name) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return read(zip, name);
        } catch (IOException e) {
            // A damaged archive is as good as none: documentation is a courtesy.
            return null;
        }
    }

    /** From JDK 9 on, src.zip has a directory for each module. */
    private static @Nullable String read(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            String suffix = "/" + name;
            entry = zip.stream()
                    .filter(candidate -> isInModule(candidate.getName(), suffix))
                    .findFirst()
                    .orElse(null);
        }
        if (entry == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
        }
    }

    private static boolean isInModule(String entry, String suffix) {
        return entry.endsWith(suffix) && entry.indexOf('/') == entry.length() - suffix.length();
    }
}
