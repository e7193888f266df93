// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An executable or a library: where its parts are in the file, and where in memory (System V ABI, ELF, 64 bit, little-endian). The file may be anybody's: whatever
 * does not fit is an {@link IOException}.
 */
final class Elf {
    private static final int MAGIC = 0x464C457F;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int HEADER = 64;
    private static final int SECTION = 64;
    private static final int SEGMENT = 56;
    private static final int MOST = 4096;
    private static final int LONGEST_NAME = 8192;

    private static final int LOAD = 1;
    private static final int NOTE = 4;
    private static final int NO_BITS = 8;
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int GNU = 0x554E47;

    private final ElfBytes bytes;
    private final List<Segment> loaded = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private @Nullable String buildId;

    private record Segment(long offset, long address, long length) {}

    /**
     * A part of the file.
     *
     * @param address where it is in memory, from where the file is loaded
     */
    record Section(String name, long offset, long address, long length) {}

    private Elf(ElfBytes bytes) {
        this.bytes = bytes;
    }

    /** Reads where the parts are. */
    static Elf read(Path file) throws IOException {
        return read(ElfBytes.of(file), file.toString());
    }

    /** The same of what is called so. */
    static Elf read(ElfBytes bytes, String name) throws IOException {
        Elf elf = new Elf(bytes);
        try {
            ByteBuffer header = bytes.read(0, HEADER);
            if (header.getInt(0) != MAGIC || header.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
                throw new IOException(name + " is no ELF file of 64 bits");
            }
            elf.segments(header);
            elf.sections(header);
            elf.identify(header);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException(name + " is malformed: " + e.getMessage(), e);
        }
        return elf;
    }

    private void segments(ByteBuffer header) throws IOException {
        int count = Math.min(MOST, header.getShort(56) & 0xFFFF);
        ByteBuffer table = bytes.read(header.getLong(32), (long) count * SEGMENT);
        for (int at = 0; at < count * SEGMENT; at += SEGMENT) {
            Segment segment = new Segment(table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32));
            if (table.getInt(at) == LOAD) {
                loaded.add(segment);
            }
        }
    }

    /** By its section where there is one: in files of symbols alone, segments may be of what is not in them. */
    private void identify(ByteBuffer header) throws IOException {
        Section section = section(".note.gnu.build-id");
        if (section != null) {
            buildId = buildId(bytes.read(section.offset(), section.length()));
            return;
        }
        int count = Math.min(MOST, header.getShort(56) & 0xFFFF);
        ByteBuffer table = bytes.read(header.getLong(32), (long) count * SEGMENT);
        for (int at = 0; at < count * SEGMENT && buildId == null; at += SEGMENT) {
            if (table.getInt(at) == NOTE) {
                buildId = buildId(bytes.read(table.getLong(at + 8), table.getLong(at + 32)));
            }
        }
    }

    private static @Nullable String buildId(ByteBuffer notes) {
        int at = 0;
        while (at + 12 <= notes.limit()) {
            int name = notes.getInt(at);
            int length = notes.getInt(at + 4);
            int start = at + 12 + ((name + 3) & ~3);
            if (name < 0 || length < 0 || start < 0 || length > notes.limit() - start) {
                return null;
            }
            if (notes.getInt(at + 8) == NT_GNU_BUILD_ID && name == 4 && notes.getInt(at + 12) == GNU) {
                byte[] id = new byte[length];
                notes.get(start, id);
                return HexFormat.of().formatHex(id);
            }
            at = start + ((length + 3) & ~3);
        }
        return null;
    }

    private void sections(ByteBuffer header) throws IOException {
        int count = Math.min(MOST, header.getShort(60) & 0xFFFF);
        int names = header.getShort(62) & 0xFFFF;
        if (count == 0 || names >= count) {
            return;
        }
        ByteBuffer table = bytes.read(header.getLong(40), (long) count * SECTION);
        ByteBuffer texts = bytes.read(table.getLong(names * SECTION + 24), table.getLong(names * SECTION + 32));
        for (int at = 0; at < count * SECTION; at += SECTION) {
            // In files of symbols alone some sections are named, and have nothing in them.
            if (table.getInt(at + 4) != NO_BITS) {
                sections.add(new Section(
                        text(texts, table.getInt(at)),
                        table.getLong(at + 24),
                        table.getLong(at + 16),
                        table.getLong(at + 32)));
            }
        }
    }

    /** Returns a text that ends with a zero. */
    static String text(ByteBuffer texts, int start) {
        int end = start;
        while (end - start < LONGEST_NAME && texts.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        texts.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Returns what identifies the build it is of, in hexadecimal; null where it does not say. */
    @Nullable
    String buildId() {
        return buildId;
    }

    /** Returns the address, from where the file is loaded, of what is at an offset of the file; -1 where that is not loaded. */
    long addressOf(long offset) {
        for (Segment segment : loaded) {
            if (offset >= segment.offset() && offset - segment.offset() < segment.length()) {
                return offset - segment.offset() + segment.address();
            }
        }
        return -1;
    }

    /** Returns a section; null where there is none of that name. */
    @Nullable
    Section section(String name) {
        for (Section section : sections) {
            if (section.name().equals(name)) {
                return section;
            }
        }
        return null;
    }

    /** Returns what is in a section. */
    ByteBuffer content(Section section) throws IOException {
        return bytes.read(section.offset(), section.length());
    }

    /** Returns some bytes by their address; fewer where the file has no more there. */
    ByteBuffer at(long address, int length) throws IOException {
        for (Segment segment : loaded) {
            long into = address - segment.address();
            if (into >= 0 && into < segment.length()) {
                return bytes.read(segment.offset() + into, Math.min(length, segment.length() - into));
            }
        }
        return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
}
