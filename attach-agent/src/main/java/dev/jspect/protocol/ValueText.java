// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** A value, rendered in the target within limits. */
public final class ValueText {
    /** There is no value: the snippet returns none. */
    public static final int VOID = 0;
    /** The null reference. */
    public static final int NULL = 1;
    /** A boolean, as {@code true} or {@code false}. */
    public static final int BOOLEAN = 2;
    /** A byte, short, int, long, float or double as its {@code toString}; also NaN and infinities. */
    public static final int NUMBER = 3;
    /** A char: the text is that one char. */
    public static final int CHAR = 4;
    /** A string: the text is its content, unquoted, perhaps cut. */
    public static final int STRING = 5;
    /** Any other object: the text describes it. */
    public static final int OBJECT = 6;

    /** Marks a size that does not apply. */
    public static final int NO_SIZE = -1;

    /** One of the constants above. */
    public final int kind;
    /** What to show; see the kinds. Empty for VOID and NULL. */
    public final String text;
    /** The class of the value as {@code Class.getTypeName} gives it; empty for VOID and NULL. */
    public final String className;
    /** Elements, entries or characters; {@link #NO_SIZE} for what has none. */
    public final int size;
    /** {@code System.identityHashCode}, 0 for VOID and NULL. */
    public final int identityHash;
    /** What the text lacks, or null when it is whole. */
    public final String notCaptured;

    /** Each parameter as the field of its name. */
    public ValueText(int kind, String text, String className, int size, int identityHash, String notCaptured) {
        this.kind = kind;
        this.text = text;
        this.className = className;
        this.size = size;
        this.identityHash = identityHash;
        this.notCaptured = notCaptured;
    }

    /** Appends this value to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(kind).writeString(text).writeString(className);
        out.writeInt(size).writeInt(identityHash).writeString(notCaptured);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ValueText readFrom(BodyReader in) throws ProtocolException {
        int kind = in.readInt();
        if (kind < VOID || kind > OBJECT) {
            throw new ProtocolException("value of kind " + kind);
        }
        return new ValueText(kind, in.readText(), in.readText(), in.readInt(), in.readInt(), in.readString());
    }
}
