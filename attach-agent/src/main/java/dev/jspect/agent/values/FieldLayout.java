// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** The instance fields that one class declares, in the order of its class file. Does not hold on to the class. */
public final class FieldLayout {
    /** The fields' names. */
    final String[] names;
    /** The first characters of their descriptors. */
    final byte[] kinds;
    /** What {@link FieldAccess} knows them by. */
    final long[] ids;

    /** Each parameter as the field of its name; all of the same length. */
    public FieldLayout(String[] names, byte[] kinds, long[] ids) {
        this.names = names;
        this.kinds = kinds;
        this.ids = ids;
    }

    /** Returns how many there are. */
    public int size() {
        return names.length;
    }

    /** Returns the name of one. */
    public String name(int index) {
        return names[index];
    }

    /** Returns what {@link FieldAccess} knows one by. */
    public long id(int index) {
        return ids[index];
    }

    /** Says whether one is a reference. */
    public boolean isReference(int index) {
        return isReference(kinds[index]);
    }

    /** Returns a field's place, or -1. */
    int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns these fields but for one, if it is among them. */
    public FieldLayout without(String name) {
        int out = indexOf(name);
        if (out < 0) {
            return this;
        }
        int rest = names.length - 1;
        FieldLayout less = new FieldLayout(new String[rest], new byte[rest], new long[rest]);
        for (int i = 0; i < rest; i++) {
            int from = i < out ? i : i + 1;
            less.names[i] = names[from];
            less.kinds[i] = kinds[from];
            less.ids[i] = ids[from];
        }
        return less;
    }

    /** Says whether a field of this kind is a reference. */
    static boolean isReference(byte kind) {
        return kind == 'L' || kind == '[';
    }
}
