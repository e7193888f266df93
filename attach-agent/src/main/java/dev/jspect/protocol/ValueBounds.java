// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.List;

/** How much of values is read, and what of the secrets among them is shown. */
public final class ValueBounds {
    /** How many objects deep: 0 shows no fields and no elements at all. */
    public final int depth;
    /** Most fields, elements or entries of one object. */
    public final int items;
    /** Most characters of one string. */
    public final int length;
    /** Most that all values of one reply may take together, in bytes as they travel. */
    public final int totalBytes;
    /** Longest time that reading all of them may take, in milliseconds. */
    public final int millis;
    /** Names whose values are shown though they look like secrets. */
    public final List<String> revealed;

    /** Each parameter as the field of its name. */
    public ValueBounds(int depth, int items, int length, int totalBytes, int millis, List<String> revealed) {
        this.depth = depth;
        this.items = items;
        this.length = length;
        this.totalBytes = totalBytes;
        this.millis = millis;
        this.revealed = revealed;
    }

    /** Appends these bounds to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(depth)
                .writeInt(items)
                .writeInt(length)
                .writeInt(totalBytes)
                .writeInt(millis);
        out.writeStrings(revealed);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ValueBounds readFrom(BodyReader in) throws ProtocolException {
        int depth = in.readInt();
        int items = in.readInt();
        int length = in.readInt();
        int totalBytes = in.readInt();
        int millis = in.readInt();
        boolean fits = depth >= 0
                && depth <= ValueTree.MAX_DEPTH - 2
                && items >= 0
                && length >= 0
                && totalBytes >= 0
                && totalBytes <= Protocol.MAX_BODY / 2
                && millis >= 0;
        if (!fits) {
            throw new ProtocolException("bounds out of bounds: depth " + depth + ", items " + items + ", length "
                    + length + ", bytes " + totalBytes + ", millis " + millis);
        }
        return new ValueBounds(depth, items, length, totalBytes, millis, in.readStrings());
    }
}
