// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** One thing that a thread carries with it. */
public final class CarriedValue {
    /** The value of a {@code ThreadLocal}. */
    public static final int LOCAL = 1;
    /** That of an {@code InheritableThreadLocal}. */
    public static final int INHERITABLE = 2;
    /** The binding of a {@code ScopedValue}. */
    public static final int SCOPED = 3;
    /** The task that the thread runs. */
    public static final int TASK = 4;

    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 36;

    /** Marks a size that nobody asked for. */
    public static final long NO_SIZE = -1;

    /** One of the constants above. */
    public final int kind;
    /** The class whose static field holds the key; null where none was found. */
    public final String holder;
    /** That field's name, or the way to the key from there: {@code mdcAdapter.readWriteThreadLocalMap}; null with {@link #holder}. */
    public final String field;
    /** The key's class; null when the key is gone. Of a task the class of a thread's own. */
    public final String keyClass;
    /** The class of what makes the key's initial values, which tells who has made the key; null where there is none. */
    public final String madeBy;
    /** What the value takes in the heap by itself, in bytes; {@link #NO_SIZE} when nobody asked. */
    public final long shallowBytes;
    /** A class loader that is closed and that the value, or what it refers to, keeps from being unloaded; null where none was found, or nobody asked. */
    public final String closedLoader;
    /** The value. */
    public final ValueTree value;

    /** Each parameter as the field of its name. */
    public CarriedValue(
            int kind,
            String holder,
            String field,
            String keyClass,
            String madeBy,
            long shallowBytes,
            String closedLoader,
            ValueTree value) {
        this.kind = kind;
        this.holder = holder;
        this.field = field;
        this.keyClass = keyClass;
        this.madeBy = madeBy;
        this.shallowBytes = shallowBytes;
        this.closedLoader = closedLoader;
        this.value = value;
    }

    /** Says whether it is the value of a thread-local. */
    public boolean isThreadLocal() {
        return kind == LOCAL || kind == INHERITABLE;
    }

    /** Says whether the key is gone: nobody can reach the value any more, and the thread keeps it. */
    public boolean isStale() {
        return keyClass == null;
    }

    /** Returns the same with another value. */
    public CarriedValue with(ValueTree other) {
        return new CarriedValue(kind, holder, field, keyClass, madeBy, shallowBytes, closedLoader, other);
    }

    void writeTo(BodyWriter out) {
        out.writeInt(kind)
                .writeString(holder)
                .writeString(field)
                .writeString(keyClass)
                .writeString(madeBy)
                .writeLong(shallowBytes)
                .writeString(closedLoader);
        value.writeTo(out);
    }

    static CarriedValue readFrom(BodyReader in) throws ProtocolException {
        int kind = in.readInt();
        if (kind < LOCAL || kind > TASK) {
            throw new ProtocolException("a thread carries something of kind " + kind);
        }
        return new CarriedValue(
                kind,
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readLong(),
                in.readString(),
                ValueTree.readFrom(in));
    }
}
