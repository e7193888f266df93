// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Sources in a jar or zip file, which stays open: most of the time goes into reading its directory. */
final class SourceArchive implements SourceRoot {
    private final Path path;
    private final ZipFile zip;
    private @Nullable Set<String> folders;

    SourceArchive(Path path) throws IOException {
        this.path = path;
        this.zip = new ZipFile(path.toFile());
    }

    @Override
    public @Nullable SourceText read(String name) {
        try {
            ZipEntry entry = entry(name);
            if (entry == null || entry.isDirectory()) {
                return null;
            }
            try (InputStream in = zip.getInputStream(entry)) {
                String text = SourceRoot.text(in);
                return text == null ? null : new SourceText(path + "!/" + entry.getName(), text);
            }
        } catch (IOException | IllegalStateException e) {
            // Damaged, or replaced since it was opened.
            return null;
        }
    }

    /** From JDK 9 on, src.zip has a folder for each module. */
    private @Nullable ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null && path.endsWith("src.zip")) {
            for (String folder : folders()) {
                ZipEntry candidate = zip.getEntry(folder + name);
                entry = candidate == null ? entry : candidate;
            }
        }
        return entry;
    }

    private Set<String> folders() {
        if (folders == null) {
            Set<String> found = new LinkedHashSet<>();
            zip.stream().forEach(entry -> {
                int slash = entry.getName().indexOf('/');
                if (slash > 0) {
                    found.add(entry.getName().substring(0, slash + 1));
                }
            });
            folders = found;
        }
        return folders;
    }
}
