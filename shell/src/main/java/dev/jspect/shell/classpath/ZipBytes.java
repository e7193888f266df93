// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A zip file in memory, usually mapped: what {@code java.util.zip} does not offer for a jar inside a jar. Reads the central
 * directory (PKWARE's APPNOTE, 4.3.12) once. Without Zip64. Thread-safe after construction.
 */
final class ZipBytes {
    private static final int END_LENGTH = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** Where an entry's record in the central directory begins. */
    private final Map<String, Integer> entries = new HashMap<>();

    private final ByteBuffer bytes;

    /**
     * @param content the whole file; its position and limit are left alone
     * @throws ZipException when it is no zip file, or damaged
     */
    ZipBytes(ByteBuffer content) throws ZipException {
        bytes = content.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        try {
            int end = findEnd();
            int at = bytes.getInt(end + 16);
            for (int count = bytes.getShort(end + 10) & 0xffff; count > 0; count--) {
                if (bytes.getInt(at) != ENTRY_SIGNATURE) {
                    throw new ZipException("no entry at offset " + at);
                }
                int nameLength = bytes.getShort(at + 28) & 0xffff;
                byte[] name = new byte[nameLength];
                bytes.get(at + ENTRY_LENGTH, name);
                entries.put(new String(name, StandardCharsets.UTF_8), at);
                at += ENTRY_LENGTH
                        + nameLength
                        + (bytes.getShort(at + 30) & 0xffff)
                        + (bytes.getShort(at + 32) & 0xffff);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new ZipException("damaged central directory");
        }
    }

    private int findEnd() throws ZipException {
        int lowest = Math.max(0, bytes.limit() - END_LENGTH - 0xffff);
        for (int at = bytes.limit() - END_LENGTH; at >= lowest; at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                return at;
            }
        }
        throw new ZipException("not a zip file");
    }

    /** Names all entries. */
    Set<String> names() {
        return entries.keySet();
    }

    /**
     * Returns an entry's content, uncompressed; a view of these bytes where it is stored. Null when there is none.
     *
     * @throws IOException when it is damaged or compressed in another way than by deflation
     */
    @Nullable
    ByteBuffer content(String name) throws IOException {
        Integer at = entries.get(name);
        if (at == null) {
            return null;
        }
        try {
            int local = bytes.getInt(at + 42);
            int start = local
                    + LOCAL_LENGTH
                    + (bytes.getShort(local + 26) & 0xffff)
                    + (bytes.getShort(local + 28) & 0xffff);
            ByteBuffer packed = bytes.slice(start, bytes.getInt(at + 20));
            return switch (bytes.getShort(at + 10)) {
                case STORED -> packed;
                case DEFLATED -> inflate(packed, bytes.getInt(at + 24));
                default -> throw new ZipException(name + ": compression method " + bytes.getShort(at + 10));
            };
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | DataFormatException e) {
            throw new ZipException(name + ": damaged (" + e.getMessage() + ")");
        }
    }

    private static ByteBuffer inflate(ByteBuffer packed, int length) throws DataFormatException {
        byte[] content = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int n = 0;
            while (n < length && !inflater.finished()) {
                int more = inflater.inflate(content, n, length - n);
                if (more == 0 && inflater.needsInput()) {
                    throw new DataFormatException("too short");
                }
                n += more;
            }
        } finally {
            inflater.end();
        }
        return ByteBuffer.wrap(content);
    }
}
