// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.io.ByteArrayOutputStream;

/** Writes a message's body. Not thread-safe. */
public final class BodyWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Appends one byte, 0 or 1. */
    public BodyWriter writeBoolean(boolean value) {
        bytes.write(value ? 1 : 0);
        return this;
    }

    /** Appends four bytes. */
    public BodyWriter writeInt(int value) {
        bytes.write(value >>> 24);
        bytes.write(value >>> 16);
        bytes.write(value >>> 8);
        bytes.write(value);
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
        writeInt(value.length);
        bytes.write(value, 0, value.length);
        return this;
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
        writeInt(count);
        byte[] written = list.toByteArray();
        bytes.write(written, 0, written.length);
        return this;
    }

    /** Returns how many bytes were written so far. */
    public int size() {
        return bytes.size();
    }

    /** Returns what was written. */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
