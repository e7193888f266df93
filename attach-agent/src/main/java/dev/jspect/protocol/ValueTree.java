// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A value of the target, structured and bounded: read from memory, without running the application's code. Each object has
 * its {@link #id} within one document, and is written out where it comes first; elsewhere it is {@link #SEEN}.
 */
public final class ValueTree {
    /** The null reference. */
    public static final int NULL = 1;
    /** A boolean; {@link #bits} is 0 or 1. */
    public static final int BOOLEAN = 2;
    /** A byte, in {@link #bits}. */
    public static final int BYTE = 3;
    /** A short, in {@link #bits}. */
    public static final int SHORT = 4;
    /** An int, in {@link #bits}. */
    public static final int INT = 5;
    /** A long, in {@link #bits}. */
    public static final int LONG = 6;
    /** A float; {@link #bits} as {@code Float.floatToRawIntBits}. */
    public static final int FLOAT = 7;
    /** A double; {@link #bits} as {@code Double.doubleToRawLongBits}. */
    public static final int DOUBLE = 8;
    /** A char, in {@link #bits}. */
    public static final int CHAR = 9;
    /** Characters, in {@link #text}, perhaps cut: a string, a string builder, an array of chars. */
    public static final int STRING = 10;
    /** An enum's constant; its name is in {@link #text}. */
    public static final int ENUM = 11;
    /** A class; its binary name is in {@link #text}. */
    public static final int CLASS = 12;
    /** An object with its fields: {@link #names} and, in the same order, {@link #members}. */
    public static final int OBJECT = 13;
    /** An array or a collection; its elements are the {@link #members}. */
    public static final int SEQUENCE = 14;
    /** A map; {@link #members} are keys and values in turn. */
    public static final int MAP = 15;
    /** An object that the document has already: {@link #id} and {@link #className} say which. */
    public static final int SEEN = 16;
    /** There is a value, but not here: {@link #notCaptured} says why. */
    public static final int MISSING = 17;

    /** {@link #notCaptured} where the JVM gave null, which may also stand for what a compiler has left out. */
    public static final String NULL_OR_OPTIMIZED_AWAY = "null or optimized away";

    /** Marks a size that does not apply. */
    public static final int NO_SIZE = -1;
    /** Deepest nesting that is read from the wire. */
    public static final int MAX_DEPTH = 64;

    /** One of the constants above. */
    public final int kind;
    /** The primitive's value; also that of a box, which has a {@link #className}. */
    public final long bits;
    /** See the kinds; null where they do not speak of it. */
    public final String text;
    /** {@code Class.getName} of an object, also of strings and boxes; null for primitives and null. */
    public final String className;
    /** Names an object within a document, above 0; 0 for what has no identity worth showing. */
    public final int id;
    /** Elements, entries or characters there are in all; {@link #NO_SIZE} for what has none. */
    public final int size;
    /** Names of an object's fields; empty for other kinds. */
    public final List<String> names;
    /** Fields, elements, or keys and values in turn; those that the limits allowed. */
    public final List<ValueTree> members;
    /** Why this is not all, such as {@code truncated} or {@code redacted}; null when it is whole. */
    public final String notCaptured;

    private ValueTree(
            int kind,
            long bits,
            String text,
            String className,
            int id,
            int size,
            List<String> names,
            List<ValueTree> members,
            String notCaptured) {
        this.kind = kind;
        this.bits = bits;
        this.text = text;
        this.className = className;
        this.id = id;
        this.size = size;
        this.names = names;
        this.members = members;
        this.notCaptured = notCaptured;
    }

    /** Returns the null reference. */
    public static ValueTree ofNull() {
        return leaf(NULL, 0, null, null, 0, NO_SIZE, null);
    }

    /**
     * Returns a primitive, or a box.
     *
     * @param kind {@link #BOOLEAN} to {@link #CHAR}
     * @param className the box's class, or null for a primitive
     */
    public static ValueTree ofPrimitive(int kind, long bits, String className) {
        return leaf(kind, bits, null, className, 0, NO_SIZE, null);
    }

    /**
     * Returns characters.
     *
     * @param length how many there are, of which {@code text} may be the beginning
     */
    public static ValueTree ofString(String text, String className, int id, int length, String notCaptured) {
        return leaf(STRING, 0, text, className, id, length, notCaptured);
    }

    /**
     * Returns what is one word.
     *
     * @param kind {@link #ENUM} or {@link #CLASS}
     */
    public static ValueTree ofName(int kind, String name, String className, int id) {
        return leaf(kind, 0, name, className, id, NO_SIZE, null);
    }

    /** Returns an object with its fields. */
    public static ValueTree ofObject(
            String className, int id, List<String> names, List<ValueTree> fields, String notCaptured) {
        return new ValueTree(OBJECT, 0, null, className, id, NO_SIZE, names, fields, notCaptured);
    }

    /**
     * Returns an array, a collection or a map.
     *
     * @param kind {@link #SEQUENCE} or {@link #MAP}
     * @param size how many elements or entries there are, of which {@code members} may be the first
     */
    public static ValueTree ofMembers(
            int kind, String className, int id, int size, List<ValueTree> members, String notCaptured) {
        return new ValueTree(kind, 0, null, className, id, size, Collections.<String>emptyList(), members, notCaptured);
    }

    /** Returns a reference to an object that the document has already. */
    public static ValueTree ofSeen(String className, int id) {
        return leaf(SEEN, 0, null, className, id, NO_SIZE, null);
    }

    /**
     * Returns the place of a value that is not shown.
     *
     * @param className of the object, or null where that is not known either
     * @param id as {@link #id}
     * @param size as {@link #size}
     */
    public static ValueTree ofMissing(String notCaptured, String className, int id, int size) {
        return leaf(MISSING, 0, null, className, id, size, notCaptured);
    }

    private static ValueTree leaf(
            int kind, long bits, String text, String className, int id, int size, String notCaptured) {
        return new ValueTree(
                kind,
                bits,
                text,
                className,
                id,
                size,
                Collections.<String>emptyList(),
                Collections.<ValueTree>emptyList(),
                notCaptured);
    }

    /** Appends this value to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(kind);
        switch (kind) {
            case NULL:
                return;
            case BOOLEAN:
            case BYTE:
            case SHORT:
            case INT:
            case LONG:
            case FLOAT:
            case DOUBLE:
            case CHAR:
                out.writeLong(bits).writeString(className);
                return;
            default:
                out.writeString(text).writeString(className).writeInt(id).writeInt(size);
                out.writeString(notCaptured).writeStrings(names).writeInt(members.size());
                for (ValueTree member : members) {
                    member.writeTo(out);
                }
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ValueTree readFrom(BodyReader in) throws ProtocolException {
        return readFrom(in, 0);
    }

    private static ValueTree readFrom(BodyReader in, int depth) throws ProtocolException {
        if (depth > MAX_DEPTH) {
            throw new ProtocolException("a value nested deeper than " + MAX_DEPTH);
        }
        int kind = in.readInt();
        if (kind < NULL || kind > MISSING) {
            throw new ProtocolException("value of kind " + kind);
        }
        if (kind == NULL) {
            return ofNull();
        }
        if (kind <= CHAR) {
            return ofPrimitive(kind, in.readLong(), in.readString());
        }
        String text = in.readString();
        String className = in.readString();
        int id = in.readInt();
        int size = in.readInt();
        String notCaptured = in.readString();
        List<String> names = in.readStrings();
        int count = in.readCount(Integer.BYTES);
        List<ValueTree> members = new ArrayList<ValueTree>(count);
        for (int i = 0; i < count; i++) {
            members.add(readFrom(in, depth + 1));
        }
        check(kind, text, className, names, members, notCaptured);
        return new ValueTree(kind, 0, text, className, id, size, names, members, notCaptured);
    }

    /** What a reader of this class may rely on. */
    private static void check(
            int kind, String text, String className, List<String> names, List<ValueTree> members, String notCaptured)
            throws ProtocolException {
        boolean worded = kind == STRING || kind == ENUM || kind == CLASS;
        boolean fits = worded == (text != null)
                && (className != null || kind == MISSING)
                && (kind != MISSING || notCaptured != null)
                && names.size() == (kind == OBJECT ? members.size() : 0)
                && (kind != MAP || members.size() % 2 == 0)
                && (members.isEmpty() || kind == OBJECT || kind == SEQUENCE || kind == MAP);
        if (!fits) {
            throw new ProtocolException("value of kind " + kind + " with parts that do not fit it");
        }
    }
}
