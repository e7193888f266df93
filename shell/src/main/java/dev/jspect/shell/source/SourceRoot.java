// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory or an archive with sources in folders named after packages. */
interface SourceRoot {
    /** Larger files are left alone. */
    int MOST_BYTES = 4 << 20;

    /** Returns one for a directory or an archive; null for what is neither, or cannot be read. */
    static @Nullable SourceRoot open(Path path) {
        if (Files.isDirectory(path)) {
            return new SourceDirectory(path);
        }
        try {
            return Files.isRegularFile(path) ? new SourceArchive(path) : null;
        } catch (IOException e) {
            // A damaged archive is as good as none: sources are a courtesy.
            return null;
        }
    }

    /**
     * Reads a file.
     *
     * @param name {@code com/shop/Order.java}, as {@link SourceNames} makes it
     * @return null when it is not there, cannot be read or is too large
     */
    @Nullable
    SourceText read(String name);

    /** Returns what is left of a stream as text, or null if that is too much. */
    static @Nullable String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        return bytes.length > MOST_BYTES ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * A file's content.
     *
     * @param file what it is called for people
     */
    record SourceText(String file, String text) {}
}
