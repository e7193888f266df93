// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

/** What the bits of a primitive local variable say. */
public final class Slots {
    private Slots() {}

    /** Returns the bits that belong to the type: what is beyond them in a slot may be anything. */
    public static long narrow(char type, long bits) {
        switch (type) {
            case 'Z':
                return bits & 1;
            case 'B':
                return (byte) bits;
            case 'S':
                return (short) bits;
            case 'C':
                return (char) bits;
            case 'I':
            case 'F':
                return (int) bits;
            default:
                return bits;
        }
    }

    /**
     * Returns a primitive as its wrapper.
     *
     * @param type the descriptor's character
     */
    public static Object boxed(char type, long bits) {
        switch (type) {
            case 'Z':
                return (bits & 1) != 0;
            case 'B':
                return (byte) bits;
            case 'S':
                return (short) bits;
            case 'C':
                return (char) bits;
            case 'I':
                return (int) bits;
            case 'F':
                return Float.intBitsToFloat((int) bits);
            case 'D':
                return Double.longBitsToDouble(bits);
            default:
                return bits;
        }
    }
}
