// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * What some distributions leave in a library that they strip: an ELF file with a symbol table and nothing else, compressed ({@code .gnu_debugdata}; gdb's manual,
 * "Debugging information in a special section").
 */
final class MiniDebugInfo {
    private static final String SECTION = ".gnu_debugdata";
    /** Unpacked; that of libjvm has about three. */
    private static final int LONGEST = 64 << 20;

    private static final int MOST_MEMORY_KIB = 64 << 10;

    private MiniDebugInfo() {}

    /** Returns the file in the section; null where there is none, or none that can be read: there are addresses in place of its names then. */
    static @Nullable Elf of(Elf elf) {
        Elf.Section section = elf.section(SECTION);
        if (section == null) {
            return null;
        }
        try {
            ByteBuffer packed = elf.content(section);
            byte[] bytes = new byte[packed.remaining()];
            packed.get(bytes);
            try (InputStream in = new XZInputStream(new ByteArrayInputStream(bytes), MOST_MEMORY_KIB)) {
                return Elf.read(ElfBytes.of(in.readNBytes(LONGEST)), SECTION);
            }
        } catch (IOException malformed) {
            return null;
        }
    }
}
