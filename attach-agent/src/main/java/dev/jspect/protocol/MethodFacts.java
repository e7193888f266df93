// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** A method that stands on a captured stack, as the JVM runs it. */
public final class MethodFacts {
    /** A class of the boot loader. */
    public static final int BOOT = 0;
    /** A class of the platform loader, or of the extension loader of JDK 8. */
    public static final int PLATFORM = 1;
    /** Any other class. */
    public static final int APPLICATION = 2;

    /** Most variables that a class file's table has room for (JVM specification 4.7.13). */
    private static final int MAX_VARIABLES = 0xFFFF;

    /** Names it within a session, see {@link FramesRequest#live}. */
    public final long id;
    /** {@code Class.getName} of the class that declares it. */
    public final String className;
    /** Its name. */
    public final String name;
    /** Its descriptor. */
    public final String descriptor;
    /** Its access flags, {@code ACC_STATIC} and {@code ACC_NATIVE} among them (JVM specification 4.6). */
    public final int access;
    /** {@link #BOOT}, {@link #PLATFORM} or {@link #APPLICATION}. */
    public final int origin;
    /** The file that it was compiled from, or null when the class does not say. */
    public final String sourceFile;
    /** Where its class was loaded from, as a URL, or null when the class does not say. */
    public final String location;
    /** Its bytecode as the JVM has it, or null for a native method, one of the JDK, and where it cannot be had. */
    public final byte[] code;
    /** Its line number table: an index into the bytecode and a line, in turn. Empty when it has none. */
    public final int[] lines;
    /** Its local variable table; without one, {@code this} and the parameters by the descriptor. */
    public final List<LocalVariable> variables;
    /** Says whether {@link #variables} is the method's own table. */
    public final boolean hasVariableTable;

    /** Each parameter as the field of its name. */
    public MethodFacts(
            long id,
            String className,
            String name,
            String descriptor,
            int access,
            int origin,
            String sourceFile,
            String location,
            byte[] code,
            int[] lines,
            List<LocalVariable> variables,
            boolean hasVariableTable) {
        this.id = id;
        this.className = className;
        this.name = name;
        this.descriptor = descriptor;
        this.access = access;
        this.origin = origin;
        this.sourceFile = sourceFile;
        this.location = location;
        this.code = code;
        this.lines = lines;
        this.variables = variables;
        this.hasVariableTable = hasVariableTable;
    }

    /** Returns these facts without the code. */
    public MethodFacts withoutCode() {
        return new MethodFacts(
                id,
                className,
                name,
                descriptor,
                access,
                origin,
                sourceFile,
                location,
                null,
                lines,
                variables,
                hasVariableTable);
    }

    /** Appends these facts to a body. */
    public void writeTo(BodyWriter out) {
        out.writeLong(id).writeString(className).writeString(name).writeString(descriptor);
        out.writeInt(access).writeInt(origin).writeString(sourceFile).writeString(location);
        out.writeBytes(code).writeInt(lines.length);
        for (int number : lines) {
            out.writeInt(number);
        }
        out.writeInt(variables.size());
        for (LocalVariable variable : variables) {
            variable.writeTo(out);
        }
        out.writeBoolean(hasVariableTable);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static MethodFacts readFrom(BodyReader in) throws ProtocolException {
        long id = in.readLong();
        String className = in.readText();
        String name = in.readText();
        String descriptor = in.readText();
        int access = in.readInt();
        int origin = in.readInt();
        if (origin < BOOT || origin > APPLICATION) {
            throw new ProtocolException("class of origin " + origin);
        }
        String sourceFile = in.readString();
        String location = in.readString();
        byte[] code = in.readBytes();
        int[] lines = new int[in.readCount(Integer.BYTES)];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = in.readInt();
        }
        int count = in.readCount(LocalVariable.LEAST_LENGTH);
        if (count > MAX_VARIABLES) {
            throw new ProtocolException("a method with " + count + " variables");
        }
        List<LocalVariable> variables = new ArrayList<LocalVariable>(count);
        for (int i = 0; i < count; i++) {
            variables.add(LocalVariable.readFrom(in));
        }
        return new MethodFacts(
                id,
                className,
                name,
                descriptor,
                access,
                origin,
                sourceFile,
                location,
                code,
                lines,
                variables,
                in.readBoolean());
    }
}
