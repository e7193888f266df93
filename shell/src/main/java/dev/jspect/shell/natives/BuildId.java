// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What identifies the build that a library, or a file of its symbols, is of. */
public final class BuildId {
    private BuildId() {}

    /** Returns it in hexadecimal; null where the file does not say, or is no such file. */
    public static @Nullable String of(Path file) {
        try {
            return Elf.read(file).buildId();
        } catch (IOException none) {
            return null;
        }
    }
}
