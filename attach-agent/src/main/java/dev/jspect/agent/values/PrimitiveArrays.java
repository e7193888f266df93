// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** Walks over arrays of primitives. */
final class PrimitiveArrays {
    private PrimitiveArrays() {}

    /** Gives the first elements of an array of primitives, other than chars, to {@code to}. */
    static void walk(Object array, int size, Members to) {
        int i = 0;
        if (array instanceof byte[]) {
            for (byte[] a = (byte[]) array; i < Math.min(size, a.length) && to.primitive('B', a[i]); i++) {}
        } else if (array instanceof int[]) {
            for (int[] a = (int[]) array; i < Math.min(size, a.length) && to.primitive('I', a[i]); i++) {}
        } else if (array instanceof long[]) {
            for (long[] a = (long[]) array; i < Math.min(size, a.length) && to.primitive('J', a[i]); i++) {}
        } else if (array instanceof short[]) {
            for (short[] a = (short[]) array; i < Math.min(size, a.length) && to.primitive('S', a[i]); i++) {}
        } else if (array instanceof boolean[]) {
            for (boolean[] a = (boolean[]) array; i < Math.min(size, a.length); i++) {
                if (!to.primitive('Z', a[i] ? 1 : 0)) {
                    return;
                }
            }
        } else if (array instanceof float[]) {
            for (float[] a = (float[]) array; i < Math.min(size, a.length); i++) {
                if (!to.primitive('F', Float.floatToRawIntBits(a[i]))) {
                    return;
                }
            }
        } else if (array instanceof double[]) {
            for (double[] a = (double[]) array; i < Math.min(size, a.length); i++) {
                if (!to.primitive('D', Double.doubleToRawLongBits(a[i]))) {
                    return;
                }
            }
        }
    }
}
