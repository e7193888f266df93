// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes calls of the session: {@code invokedynamic}, that the JVM links once and compiles into the method; or a static call with boxed
 * arguments. References are Objects in their descriptors, so that linking loads no class.
 */
final class ProbeCall {
    private static final int INVOKEDYNAMIC_SINCE = Opcodes.V1_7;
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");
    private static final Handle LINK = new Handle(
            Opcodes.H_INVOKESTATIC,
            ChangedMethods.DISPATCHER,
            "link",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;II)"
                    + "Ljava/lang/invoke/CallSite;",
            false);
    private static final String CALL_DESCRIPTOR = "(Ljava/lang/String;Ljava/lang/Object;II)Ljava/lang/Object;";

    private static final String INSTEAD_DESCRIPTOR = "(Ljava/lang/Object;I)Ljava/lang/Object;";

    /** What a boxed call takes of the stack besides its arguments: the array, a copy of it, an index, and a value of two. */
    static final int STACK = 5;

    private final MethodVisitor code;
    private final boolean dynamic;
    private final int probe;

    /**
     * @param dynamic whether calls are linked
     */
    ProbeCall(MethodVisitor code, boolean dynamic, int probe) {
        this.code = code;
        this.dynamic = dynamic;
        this.probe = probe;
    }

    /** Says whether class files of a version can have the instruction. */
    static boolean canBeLinked(int classFileVersion) {
        return (classFileVersion & 0xffff) >= INVOKEDYNAMIC_SINCE;
    }

    /** Where a call's arguments come from. */
    record Argument(Type type, int slot) {}

    /**
     * Calls with what is in local variables.
     *
     * @param result what is left on the stack: nothing, or an Object
     */
    void call(String point, int index, Iterable<Argument> arguments, Type result) {
        StringBuilder descriptor = new StringBuilder("(");
        int count = 0;
        for (Argument argument : arguments) {
            descriptor.append(erased(argument.type()).getDescriptor());
            count++;
        }
        Type left = erased(result);
        if (dynamic) {
            for (Argument argument : arguments) {
                load(argument);
            }
            code.visitInvokeDynamicInsn(point, descriptor + ")" + left.getDescriptor(), LINK, probe, index);
            return;
        }
        boolean instead = point.equals(ProbePoint.INSTEAD);
        if (!instead) {
            code.visitLdcInsn(point);
        }
        code.visitIntInsn(Opcodes.SIPUSH, count);
        code.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT.getInternalName());
        int at = 0;
        for (Argument argument : arguments) {
            code.visitInsn(Opcodes.DUP);
            code.visitIntInsn(Opcodes.SIPUSH, at++);
            load(argument);
            box(argument.type());
            code.visitInsn(Opcodes.AASTORE);
        }
        code.visitLdcInsn(probe);
        if (instead) {
            code.visitMethodInsn(Opcodes.INVOKESTATIC, ChangedMethods.DISPATCHER, "instead", INSTEAD_DESCRIPTOR, false);
            return;
        }
        code.visitLdcInsn(index);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, ChangedMethods.DISPATCHER, "call", CALL_DESCRIPTOR, false);
        if (left.getSort() == Type.VOID) {
            code.visitInsn(Opcodes.POP);
        }
    }

    /** Makes of an Object on the stack what a method returns. */
    void unbox(Type type) {
        if (type.getSort() == Type.VOID) {
            code.visitInsn(Opcodes.POP);
        } else if (isPrimitive(type)) {
            String box = box(type.getSort());
            code.visitTypeInsn(Opcodes.CHECKCAST, box);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, box, type.getClassName() + "Value", "()" + type.getDescriptor(), false);
        } else if (!type.equals(OBJECT)) {
            code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
    }

    /** Puts on the stack what stands for the method itself. */
    void original() {
        code.visitFieldInsn(Opcodes.GETSTATIC, ChangedMethods.DISPATCHER, "ORIGINAL", "Ljava/lang/Object;");
    }

    private void load(Argument argument) {
        code.visitVarInsn(argument.type().getOpcode(Opcodes.ILOAD), argument.slot());
    }

    private void box(Type type) {
        if (isPrimitive(type)) {
            String box = box(type.getSort());
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + type.getDescriptor() + ")L" + box + ";", false);
        }
    }

    static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    private static Type erased(Type type) {
        return isPrimitive(type) ? type : OBJECT;
    }

    private static String box(int sort) {
        return switch (sort) {
            case Type.BOOLEAN -> "java/lang/Boolean";
            case Type.BYTE -> "java/lang/Byte";
            case Type.CHAR -> "java/lang/Character";
            case Type.SHORT -> "java/lang/Short";
            case Type.INT -> "java/lang/Integer";
            case Type.LONG -> "java/lang/Long";
            case Type.FLOAT -> "java/lang/Float";
            default -> "java/lang/Double";
        };
    }
}
