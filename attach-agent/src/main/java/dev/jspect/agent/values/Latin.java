// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.nio.ByteOrder;
import java.nio.charset.Charset;

/** Arrays of chars, or of bytes that mean chars, as strings. */
final class Latin {
    private static final boolean BIG_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;

    private Latin() {}

    /** Returns an array's length; 0 for what is neither bytes nor chars. */
    static int length(Object array) {
        if (array instanceof char[]) {
            return ((char[]) array).length;
        }
        return array instanceof byte[] ? ((byte[]) array).length : 0;
    }

    /**
     * Returns the beginning of an array as a string.
     *
     * @param wide whether two bytes make a char, as in the JDK's strings
     * @param utf whether the bytes are UTF-8; else each is a char
     * @param chars how many, not more than there are
     */
    static String decode(Object array, boolean wide, boolean utf, int chars) {
        if (array instanceof char[]) {
            return new String((char[]) array, 0, chars);
        }
        if (!(array instanceof byte[])) {
            return "";
        }
        byte[] bytes = (byte[]) array;
        if (utf) {
            return new String(bytes, 0, chars, Charset.forName("UTF-8"));
        }
        char[] text = new char[chars];
        for (int i = 0; i < chars; i++) {
            text[i] = wide ? wide(bytes[2 * i], bytes[2 * i + 1]) : (char) (bytes[i] & 0xff);
        }
        return new String(text);
    }

    private static char wide(byte first, byte second) {
        return (char) (BIG_ENDIAN ? first << 8 | (second & 0xff) : second << 8 | (first & 0xff));
    }
}
