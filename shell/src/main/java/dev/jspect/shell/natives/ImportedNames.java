// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an ELF file calls through slots that the dynamic linker fills in: {@code .rela.plt} and {@code .rela.dyn} (System V ABI, AMD64, 4.4). */
final class ImportedNames {
    private static final int RELOCATION = 24;
    private static final int SYMBOL = 24;
    private static final int GLOB_DAT = 6;
    private static final int JUMP_SLOT = 7;

    private final Map<Long, String> bySlot = new HashMap<>();

    private ImportedNames() {}

    /** Reads them. */
    static ImportedNames of(Elf elf) throws IOException {
        ImportedNames names = new ImportedNames();
        Elf.Section symbols = elf.section(".dynsym");
        Elf.Section texts = elf.section(".dynstr");
        if (symbols != null && texts != null) {
            try {
                names.add(elf, ".rela.plt", elf.content(symbols), elf.content(texts));
                names.add(elf, ".rela.dyn", elf.content(symbols), elf.content(texts));
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IOException("a relocation table is malformed", e);
            }
        }
        return names;
    }

    private void add(Elf elf, String table, ByteBuffer symbols, ByteBuffer texts) throws IOException {
        Elf.Section section = elf.section(table);
        if (section == null) {
            return;
        }
        ByteBuffer relocations = elf.content(section);
        for (int at = 0; at + RELOCATION <= relocations.limit(); at += RELOCATION) {
            int type = relocations.getInt(at + 8);
            int symbol = relocations.getInt(at + 12);
            if ((type == JUMP_SLOT || type == GLOB_DAT) && symbol > 0) {
                bySlot.put(relocations.getLong(at), Elf.text(texts, symbols.getInt(symbol * SYMBOL)));
            }
        }
    }

    /** Returns the name of the function that is called through a slot; null where it is none. */
    @Nullable
    String at(long slot) {
        return bySlot.get(slot);
    }
}
