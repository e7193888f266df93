// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.classpath.ClassCursor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The methods of one class as {@link OpenView} shows them, and the constants that they need in addition. */
final class OpenMethods {
    private static final int SYNTHETIC = 0x1000;
    private static final int ENUM = 0x4000;
    private static final int UTF8 = 1;
    private static final int MOST_CONSTANTS = 0xffff;

    /** What says nothing to the compiler, or counts the parameters that the class file has. */
    private static final Set<String> LEFT_OUT = Set.of(
            "Code", "MethodParameters", "RuntimeVisibleParameterAnnotations", "RuntimeInvisibleParameterAnnotations");

    /** All but synchronized, native and abstract: nobody has to implement the method. */
    private static final int KEPT_WHERE_MARKED = ~(0x20 | 0x100 | 0x400);

    private final MemberFlags flags;
    private final ClassShape shape;
    private final String marker;
    private final int firstAdded;
    private final Map<String, Integer> added = new LinkedHashMap<>();

    OpenMethods(MemberFlags flags, ClassShape shape, int constantCount) {
        this.flags = flags;
        this.shape = shape;
        this.marker = marker(shape);
        this.firstAdded = constantCount;
    }

    /**
     * Returns the descriptor of the parameter that methods of this class show in addition. That of an interface is its
     * own: a class may implement two whose private methods are named alike.
     */
    static String marker(ClassShape shape) {
        return shape.isInterface() ? "[L" + shape.name() + ';' : "[Ljava/lang/Void;";
    }

    int constantCount() {
        return firstAdded + added.size();
    }

    byte[] constants() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (String text : added.keySet()) {
            out.writeByte(UTF8);
            out.writeUTF(text);
        }
        return bytes.toByteArray();
    }

    /** Returns the class's methods, their count first, as they are to be written; the cursor passes them. */
    byte[] open(byte[] source, ClassCursor cursor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int written = 0;
        for (int count = cursor.u2(); count > 0; count--) {
            int start = cursor.position();
            int access = cursor.u2();
            int nameIndex = cursor.u2();
            String name = cursor.text(nameIndex);
            String descriptor = cursor.text(cursor.u2());
            int attributesAt = cursor.position();
            cursor.skipAttributes();
            int end = cursor.position();
            Shown shown = shown(access, name, descriptor);
            if (shown != Shown.MARKED || (access & ClassShape.PROTECTED) != 0) {
                out.writeShort(shown == Shown.PUBLIC ? OpenView.open(access) : access);
                out.write(source, start + 2, end - start - 2);
                written++;
            }
            if (shown == Shown.MARKED) {
                out.writeShort((OpenView.open(access) & KEPT_WHERE_MARKED) | ClassShape.VARARGS);
                out.writeShort(nameIndex);
                out.writeShort(constant(marked(descriptor)));
                attributes(source, new ClassCursor(cursor, attributesAt), out);
                written++;
            }
        }
        byte[] methods = bytes.toByteArray();
        ByteArrayOutputStream counted = new ByteArrayOutputStream(methods.length + 2);
        new DataOutputStream(counted).writeShort(written);
        counted.writeBytes(methods);
        return counted.toByteArray();
    }

    private enum Shown {
        AS_IS,
        PUBLIC,
        MARKED
    }

    private Shown shown(int access, String name, String descriptor) {
        boolean ofEnum = (shape.access() & ENUM) != 0 && name.equals("<init>");
        if ((access & (ClassShape.PUBLIC | SYNTHETIC)) != 0 || name.equals("<clinit>") || ofEnum) {
            return Shown.AS_IS;
        }
        if (constantCount() + 2 > MOST_CONSTANTS
                || flags.hasVariableArityRival(shape.name(), name, ClassShape.argumentCount(descriptor))) {
            return Shown.AS_IS;
        }
        // One of variable arity cannot take a parameter after its last without losing that.
        boolean free = (access & ClassShape.VARARGS) != 0
                && (access & ClassShape.PROTECTED) == 0
                && !flags.hasOrdinaryMethod(shape.name(), name);
        return free ? Shown.PUBLIC : Shown.MARKED;
    }

    private void attributes(byte[] source, ClassCursor cursor, DataOutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream kept = new DataOutputStream(bytes);
        int written = 0;
        for (int count = cursor.u2(); count > 0; count--) {
            int start = cursor.position();
            String name = cursor.text(cursor.u2());
            int length = cursor.u4();
            if (name.equals("Signature")) {
                kept.write(source, start, 6);
                kept.writeShort(constant(marked(cursor.text(cursor.u2()))));
                written++;
            } else {
                cursor.skip(length);
                if (!LEFT_OUT.contains(name)) {
                    kept.write(source, start, length + 6);
                    written++;
                }
            }
        }
        out.writeShort(written);
        out.write(bytes.toByteArray());
    }

    /** Returns a descriptor or a generic signature with the marker as the last parameter. */
    private String marked(String descriptor) {
        return descriptor.replace(")", marker + ')');
    }

    private int constant(String text) {
        return added.computeIfAbsent(text, absent -> firstAdded + added.size());
    }
}
