// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A copy of the inner part of a thread's stack. */
public final class StackMemory {
    private final long start;
    private final ByteBuffer bytes;

    /**
     * @param start the address of the first byte
     */
    public StackMemory(long start, byte[] bytes) {
        this.start = start;
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean has(long address) {
        // Both may be anything.
        long into = address - start;
        return into >= 0 && into <= bytes.limit() - Long.BYTES;
    }

    /** Returns the word at an address that it {@linkplain #has has}. */
    long word(long address) {
        return bytes.getLong((int) (address - start));
    }
}
