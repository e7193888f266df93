// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Has each constructor of {@code Throwable} call the dispatcher when it ends. */
public final class ThrowableRewriter {
    private static final String DISPATCHER = "java/lang/JspectDispatcher";
    private static final String DESCRIPTOR = "(Ljava/lang/Throwable;)V";

    private ThrowableRewriter() {}

    /**
     * Returns the class file with the calls. No branch is added, so no frame changes; the constant pool stays as it is, with
     * entries behind it: a fresh one crashes some JVMs (JDK-8376185).
     */
    public static byte[] rewrite(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return name.equals("<init>") ? new CallAtEnd(method) : method;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class CallAtEnd extends MethodVisitor {
        CallAtEnd(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, DISPATCHER, "thrown", DESCRIPTOR, false);
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, Type.getArgumentTypes(DESCRIPTOR).length), maxLocals);
        }
    }
}
