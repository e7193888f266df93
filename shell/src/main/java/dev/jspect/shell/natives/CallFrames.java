// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * How the functions of an ELF file leave their frames: {@code .eh_frame}, found by the sorted table of {@code .eh_frame_hdr} (Linux Standard Base, 10.6; DWARF 5, 6.4).
 */
final class CallFrames {
    /** Relative to the table, four bytes with a sign: what all linkers write. */
    private static final int SORTED_TABLE = 0x3B;

    private static final int ENTRY = 8;

    private final ByteBuffer table;
    private final long tableAddress;
    private final int first;
    private final int count;
    private final ByteBuffer frames;
    private final long framesAddress;

    private CallFrames(
            ByteBuffer table, long tableAddress, int first, int count, ByteBuffer frames, long framesAddress) {
        this.table = table;
        this.tableAddress = tableAddress;
        this.first = first;
        this.count = count;
        this.frames = frames;
        this.framesAddress = framesAddress;
    }

    /** Reads them; null where the file has none that can be read. */
    static @Nullable CallFrames of(Elf elf) throws IOException {
        Elf.Section header = elf.section(".eh_frame_hdr");
        Elf.Section frames = elf.section(".eh_frame");
        if (header == null || frames == null) {
            return null;
        }
        ByteBuffer table = elf.content(header);
        // Version, and how the pointer to the frames, the count and the table are written.
        boolean usual = table.limit() >= 12 && table.get(0) == 1 && table.get(2) == 3 && table.get(3) == SORTED_TABLE;
        int first = 12;
        int count = usual ? table.getInt(8) : 0;
        if (!usual || count < 0 || (long) count * ENTRY > table.limit() - first) {
            return null;
        }
        return new CallFrames(table, header.address(), first, count, elf.content(frames), frames.address());
    }

    /** Returns how the frame of the function is left that an address is in; null where that is not known. */
    @Nullable
    FrameRules at(long address) {
        long relative = address - tableAddress;
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (table.getInt(first + middle * ENTRY) <= relative) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (high < 0) {
            return null;
        }
        long description = tableAddress + table.getInt(first + high * ENTRY + 4);
        try {
            return new FrameProgram(frames, framesAddress).run((int) (description - framesAddress), address);
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException
                | NoSuchElementException malformed) {
            return null;
        }
    }
}
