// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters a HotSpot JVM keeps in a file for {@code jps} and {@code jstat}, version 2.0 of the format. The bytes are
 * somebody else's and may be wrong, hostile, or half written: what does not fit is left out, nothing is trusted.
 */
final class HsPerfData {
    private static final int MAGIC = 0xcafec0c0;
    private static final int BYTE_ORDER = 4;
    private static final int MAJOR_VERSION = 5;
    private static final int ENTRY_OFFSET = 24;
    private static final int NUM_ENTRIES = 28;
    private static final int HEADER = 32;

    private static final int NAME_OFFSET = 4;
    private static final int VECTOR_LENGTH = 8;
    private static final int DATA_TYPE = 12;
    private static final int DATA_OFFSET = 16;
    private static final int SMALLEST_ENTRY = 20;

    private final Map<String, Object> values = new HashMap<>();

    private HsPerfData() {}

    /** Reads the file's content, or returns null when it is not of this format. */
    static @Nullable HsPerfData parse(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        if (content.length < HEADER || bytes.getInt(0) != MAGIC || bytes.get(MAJOR_VERSION) != 2) {
            return null;
        }
        bytes.order(bytes.get(BYTE_ORDER) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        HsPerfData data = new HsPerfData();
        int entries = bytes.getInt(NUM_ENTRIES);
        int at = bytes.getInt(ENTRY_OFFSET);
        for (int i = 0; i < entries; i++) {
            if (at < HEADER || at > content.length - SMALLEST_ENTRY) {
                break;
            }
            int length = bytes.getInt(at);
            if (length < SMALLEST_ENTRY || length > content.length - at) {
                break;
            }
            data.add(content, bytes, at, length);
            at += length;
        }
        return data;
    }

    /** Returns a counter that is a text, or null. */
    @Nullable
    String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** Returns a counter that is a number, or null. */
    @Nullable
    Long number(String name) {
        return values.get(name) instanceof Long number ? number : null;
    }

    private void add(byte[] content, ByteBuffer bytes, int entry, int length) {
        int name = bytes.getInt(entry + NAME_OFFSET);
        int data = bytes.getInt(entry + DATA_OFFSET);
        if (name < SMALLEST_ENTRY || name >= length || data < SMALLEST_ENTRY || data >= length) {
            return;
        }
        int nameEnd = endOfText(content, entry + name, entry + length);
        if (!isWanted(content, entry + name, nameEnd)) {
            return;
        }
        String key = new String(content, entry + name, nameEnd - entry - name, StandardCharsets.ISO_8859_1);
        byte type = bytes.get(entry + DATA_TYPE);
        int vector = bytes.getInt(entry + VECTOR_LENGTH);
        if (type == 'B' && vector > 0) {
            int limit = entry + data + Math.min(vector, length - data);
            int end = endOfText(content, entry + data, limit);
            values.put(key, new String(content, entry + data, end - entry - data, StandardCharsets.UTF_8));
        } else if (type == 'J' && vector == 0 && data <= length - Long.BYTES) {
            values.put(key, bytes.getLong(entry + data));
        }
    }

    /** Of some 250 counters those about the process start with {@code java.} or {@code sun.rt.}. */
    private static boolean isWanted(byte[] content, int start, int end) {
        return end - start > 6 && (content[start] == 'j' || (content[start] == 's' && content[start + 4] == 'r'));
    }

    private static int endOfText(byte[] content, int start, int limit) {
        int end = start;
        while (end < limit && content[end] != 0) {
            end++;
        }
        return end;
    }
}
