// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Has each constructor of {@code Throwable} call the dispatcher when it ends. */
public final class ThrowableRewriter {
    private static final String DESCRIPTOR = "(Ljava/lang/Throwable;)V";

    private ThrowableRewriter() {}

    /** Returns the class file with the calls. */
    public static byte[] rewrite(byte[] classFile) {
        return ChangedMethods.in(
                classFile, (name, descriptor, next) -> name.equals("<init>") ? new CallAtEnd(next) : next);
    }

    private static final class CallAtEnd extends MethodVisitor {
        CallAtEnd(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, ChangedMethods.DISPATCHER, "thrown", DESCRIPTOR, false);
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, 1), maxLocals);
        }
    }
}
