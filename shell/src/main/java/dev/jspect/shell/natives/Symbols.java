// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions of an ELF file, by their addresses: of its symbol table, of that of the dynamic linker, and of what stripping has left. An address is of a function only if that is as long as to reach it: never the nearest one. */
final class Symbols {
    private static final int ENTRY = 24;
    private static final int FUNCTION = 2;
    private static final int INDIRECT_FUNCTION = 10;

    private final Symbol[] sorted;

    /**
     * A function.
     *
     * @param name without its version, as a compiler has written it
     */
    record Symbol(String name, long address, long length) {}

    private Symbols(List<Symbol> symbols) {
        sorted = symbols.toArray(new Symbol[0]);
        Arrays.sort(sorted, Comparator.comparingLong(Symbol::address));
    }

    /** Returns those of a file that has none. */
    static Symbols none() {
        return new Symbols(List.of());
    }

    /** Reads them. */
    static Symbols of(Elf elf) throws IOException {
        List<Symbol> symbols = new ArrayList<>();
        try {
            add(elf, ".symtab", ".strtab", symbols);
            add(elf, ".dynsym", ".dynstr", symbols);
            Elf left = MiniDebugInfo.of(elf);
            if (left != null) {
                add(left, ".symtab", ".strtab", symbols);
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("a symbol table is malformed", e);
        }
        return new Symbols(symbols);
    }

    private static void add(Elf elf, String table, String names, List<Symbol> symbols) throws IOException {
        Elf.Section entries = elf.section(table);
        Elf.Section texts = elf.section(names);
        if (entries == null || texts == null) {
            return;
        }
        ByteBuffer bytes = elf.content(entries);
        ByteBuffer text = elf.content(texts);
        for (int at = 0; at + ENTRY <= bytes.limit(); at += ENTRY) {
            int type = bytes.get(at + 4) & 0xF;
            boolean defined = bytes.getShort(at + 6) != 0;
            long length = bytes.getLong(at + 16);
            if (defined && length > 0 && (type == FUNCTION || type == INDIRECT_FUNCTION)) {
                symbols.add(new Symbol(Elf.text(text, bytes.getInt(at)), bytes.getLong(at + 8), length));
            }
        }
    }

    /** Says whether a function that begins at an address has a name, among others perhaps. */
    boolean isCalled(long address, String name) {
        for (Symbol symbol : sorted) {
            if (symbol.address() == address && symbol.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the function that an address is in; null where none is known. */
    @Nullable
    Symbol at(long address) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle].address() <= address) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        // Of several names of one function the shortest: read, not __libc_read.
        Symbol found = null;
        for (int i = high; i >= 0 && sorted[i].address() == sorted[high].address(); i--) {
            boolean reaches = address - sorted[i].address() < sorted[i].length();
            if (reaches
                    && (found == null
                            || sorted[i].name().length() < found.name().length())) {
                found = sorted[i];
            }
        }
        return found;
    }
}
