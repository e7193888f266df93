// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Sources in a directory. */
record SourceDirectory(Path directory) implements SourceRoot {
    @Override
    public @Nullable SourceText read(String name) {
        Path file = directory.resolve(name);
        // What is not a file may block whoever opens it.
        if (!file.normalize().startsWith(directory.normalize()) || !Files.isRegularFile(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = SourceRoot.text(in);
            return text == null ? null : new SourceText(file.toString(), text);
        } catch (IOException e) {
            return null;
        }
    }
}
