// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads a message's body; whatever does not fit ends in a {@link ProtocolException}. Not thread-safe. */
public final class BodyReader {
    private final ByteBuffer bytes;

    /**
     * @param body not copied, not changed
     */
    public BodyReader(byte[] body) {
        bytes = ByteBuffer.wrap(body);
    }

    /** Reads one byte that is 0 or 1. */
    public boolean readBoolean() throws ProtocolException {
        need(1);
        byte value = bytes.get();
        if (value != 0 && value != 1) {
            throw new ProtocolException("boolean of value " + value);
        }
        return value == 1;
    }

    /** Reads four bytes. */
    public int readInt() throws ProtocolException {
        need(4);
        return bytes.getInt();
    }

    /** Reads eight bytes. */
    public long readLong() throws ProtocolException {
        need(8);
        return bytes.getLong();
    }

    /** Reads a length and so many bytes; returns null for a length of -1. */
    public byte[] readBytes() throws ProtocolException {
        int length = readInt();
        if (length == -1) {
            return null;
        }
        need(length);
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    /** Reads a string, or null. */
    public String readString() throws ProtocolException {
        byte[] value = readBytes();
        return value == null ? null : new String(value, Protocol.UTF_8);
    }

    /** Reads a string that must be there. */
    public String readText() throws ProtocolException {
        String value = readString();
        if (value == null) {
            throw new ProtocolException("a string is missing");
        }
        return value;
    }

    /**
     * Reads the count of a list.
     *
     * @param elementLength what an element takes at least, in bytes: a count that cannot fit is refused
     */
    public int readCount(int elementLength) throws ProtocolException {
        int count = readInt();
        if (count < 0 || count > bytes.remaining() / elementLength) {
            throw new ProtocolException("list of " + count + " elements in " + bytes.remaining() + " bytes");
        }
        return count;
    }

    /** Reads a count and so many strings. */
    public List<String> readStrings() throws ProtocolException {
        int count = readCount(4);
        List<String> values = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            values.add(readText());
        }
        return values;
    }

    /** Fails when something is left unread. */
    public void end() throws ProtocolException {
        if (bytes.hasRemaining()) {
            throw new ProtocolException(bytes.remaining() + " bytes too many in a body");
        }
    }

    private void need(int length) throws ProtocolException {
        if (length < 0 || length > bytes.remaining()) {
            throw new ProtocolException("length " + length + " with " + bytes.remaining() + " bytes left");
        }
    }
}
