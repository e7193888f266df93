// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Walks a class file of any version, with its constant pool at hand.
 *
 * <p>Every method throws {@link IllegalArgumentException} where the bytes are not a class file.
 */
public final class ClassCursor {
    private static final int MAGIC = 0xcafebabe;

    private final byte[] bytes;
    private final int[] constants;
    private int position;

    /** Starts behind the constant pool, at the access flags. */
    public ClassCursor(byte[] bytes) {
        this.bytes = bytes;
        if (u4() != MAGIC) {
            throw new IllegalArgumentException("not a class file");
        }
        skip(4);
        constants = new int[u2()];
        for (int i = 1; i < constants.length; i++) {
            int tag = u1();
            constants[i] = position;
            switch (tag) {
                case 1 -> skip(u2());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                default -> throw new IllegalArgumentException("unknown constant " + tag);
            }
        }
    }

    /** Starts elsewhere in the class file of another cursor. */
    public ClassCursor(ClassCursor other, int position) {
        this.bytes = other.bytes;
        this.constants = other.constants;
        this.position = position;
    }

    /** Returns one more than the highest index of the constant pool. */
    public int constantCount() {
        return constants.length;
    }

    /** Returns the index of the next byte. */
    public int position() {
        return position;
    }

    /** Reads one byte, unsigned. */
    public int u1() {
        skip(1);
        return bytes[position - 1] & 0xff;
    }

    /** Reads two bytes, unsigned. */
    public int u2() {
        return u1() << 8 | u1();
    }

    /** Reads four bytes. */
    public int u4() {
        return u2() << 16 | u2();
    }

    /** Passes {@code length} bytes; negative is more than there are. */
    public void skip(int length) {
        if (length < 0 || length > bytes.length - position) {
            throw new IllegalArgumentException("class file ends early");
        }
        position += length;
    }

    /** Passes a member's or the class's attributes. */
    public void skipAttributes() {
        for (int count = u2(); count > 0; count--) {
            skip(2);
            skip(u4());
        }
    }

    /** Returns the text of a Utf8 constant. */
    public String text(int index) {
        int start = constant(index);
        int length = at(start);
        if (length > bytes.length - start - 2) {
            throw new IllegalArgumentException("class file ends early");
        }
        for (int i = start + 2; i < start + 2 + length; i++) {
            if (bytes[i] < 0) {
                return modifiedText(start, length);
            }
        }
        return new String(bytes, start + 2, length, StandardCharsets.ISO_8859_1);
    }

    /** Returns the name of a Class constant. */
    public String className(int index) {
        return text(at(constant(index)));
    }

    private String modifiedText(int start, int length) {
        try {
            return new DataInputStream(new ByteArrayInputStream(bytes, start, length + 2)).readUTF();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private int constant(int index) {
        if (index >= constants.length || constants[index] == 0) {
            throw new IllegalArgumentException("no constant " + index);
        }
        return constants[index];
    }

    private int at(int offset) {
        if (offset + 2 > bytes.length) {
            throw new IllegalArgumentException("class file ends early");
        }
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }
}
