// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.Arrays;

/**
 * Writes a message's body. Not thread-safe.
 *
 * <p>Into an array of its own, not a stream that is synchronized for each byte: a target has not compiled that code when it
 * is needed.
 */
public final class BodyWriter {
    private byte[] bytes = new byte[64];
    private int size;

    /** Appends one byte, 0 or 1. */
    public BodyWriter writeBoolean(boolean value) {
        ensureRoom(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** Appends four bytes. */
    public BodyWriter writeInt(int value) {
        ensureRoom(4);
        bytes[size] = (byte) (value >>> 24);
        bytes[size + 1] = (byte) (value >>> 16);
        bytes[size + 2] = (byte) (value >>> 8);
        bytes[size + 3] = (byte) value;
        size += 4;
        return this;
    }

    /** Appends eight bytes. */
    public BodyWriter writeLong(long value) {
        return writeInt((int) (value >>> 32)).writeInt((int) value);
    }

    /** Appends a length and the bytes; null is a length of -1. */
    public BodyWriter writeBytes(byte[] value) {
        if (value == null) {
            return writeInt(-1);
        }
        return writeInt(value.length).append(value, value.length);
    }

    /** Appends a string, or null. Unpaired surrogates travel as question marks. */
    public BodyWriter writeString(String value) {
        return writeBytes(value == null ? null : value.getBytes(Protocol.UTF_8));
    }

    /** Appends a count and the strings. */
    public BodyWriter writeStrings(Iterable<String> values) {
        BodyWriter list = new BodyWriter();
        int count = 0;
        for (String value : values) {
            list.writeString(value);
            count++;
        }
        return writeInt(count).append(list.bytes, list.size);
    }

    /** Returns how many bytes were written so far. */
    public int size() {
        return size;
    }

    /** Returns what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private BodyWriter append(byte[] from, int length) {
        ensureRoom(length);
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void ensureRoom(int length) {
        int needed = size + length;
        if (needed < 0) {
            throw new OutOfMemoryError("a body of 2 GB");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(bytes.length, bytes.length << 1)));
        }
    }
}
