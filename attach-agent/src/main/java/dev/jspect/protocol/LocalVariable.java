// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** A local variable of a method: an entry of its table (JVM specification 4.7.13), or a parameter known from the descriptor. */
public final class LocalVariable {
    static final int LEAST_LENGTH = 24;

    /** The first index into the bytecode at which it has a value. */
    public final int start;
    /** For how many bytes of bytecode it has one. */
    public final int length;
    /** Where it is kept; a long or a double takes the next slot, too. */
    public final int slot;
    /** Its name; {@code this} and {@code arg0}, {@code arg1}... where there is no table. */
    public final String name;
    /** The descriptor of its type. */
    public final String descriptor;
    /** Its generic type as a signature (JVM specification 4.7.9.1), or null when it has none. */
    public final String signature;

    /** Each parameter as the field of its name. */
    public LocalVariable(int start, int length, int slot, String name, String descriptor, String signature) {
        this.start = start;
        this.length = length;
        this.slot = slot;
        this.name = name;
        this.descriptor = descriptor;
        this.signature = signature;
    }

    /** Says whether it has a value at an index into the bytecode. */
    public boolean coversBci(int bci) {
        return bci >= start && bci - start < length;
    }

    void writeTo(BodyWriter out) {
        out.writeInt(start).writeInt(length).writeInt(slot);
        out.writeString(name).writeString(descriptor).writeString(signature);
    }

    static LocalVariable readFrom(BodyReader in) throws ProtocolException {
        LocalVariable variable = new LocalVariable(
                in.readInt(), in.readInt(), in.readInt(), in.readText(), in.readText(), in.readString());
        if (variable.descriptor.isEmpty()) {
            throw new ProtocolException("a variable without a type");
        }
        return variable;
    }
}
