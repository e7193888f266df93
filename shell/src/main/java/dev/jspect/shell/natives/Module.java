// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that a process has code of, or what the kernel put into its memory, as it is read here. */
final class Module {
    private final Elf elf;
    private final @Nullable CallFrames frames;
    private @Nullable Symbols symbols;
    private @Nullable ImportedNames imported;

    private Module(Elf elf, @Nullable CallFrames frames) {
        this.elf = elf;
        this.frames = frames;
    }

    /** Reads a file. */
    static Module read(Path file) throws IOException {
        Elf elf = Elf.read(file);
        return new Module(elf, CallFrames.of(elf));
    }

    /** Reads what is in memory. */
    static Module read(byte[] image, String name) throws IOException {
        Elf elf = Elf.read(ElfBytes.of(image), name);
        return new Module(elf, CallFrames.of(elf));
    }

    Elf elf() {
        return elf;
    }

    /** Returns how functions leave their frames; null where it does not say. */
    @Nullable
    CallFrames frames() {
        return frames;
    }

    /** Read when first asked for. */
    Symbols symbols() throws IOException {
        if (symbols == null) {
            symbols = Symbols.of(elf);
        }
        return symbols;
    }

    /** Read when first asked for. */
    ImportedNames imported() throws IOException {
        if (imported == null) {
            imported = ImportedNames.of(elf);
        }
        return imported;
    }
}
