// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has {@code Thread.dispatchUncaughtException} call the dispatcher first: what the JVM calls when nobody has caught an exception, and
 * what virtual threads call. Before it looks for a handler, so whatever that does.
 */
public final class ThreadRewriter {
    private static final String METHOD = "dispatchUncaughtException";
    private static final String DESCRIPTOR = "(Ljava/lang/Throwable;)V";

    private ThreadRewriter() {}

    /**
     * Returns the class file with the call.
     *
     * @throws IllegalArgumentException when there is no such method
     */
    public static byte[] rewrite(byte[] classFile) {
        boolean[] found = new boolean[1];
        byte[] rewritten = ChangedMethods.in(classFile, (name, descriptor, next) -> {
            boolean wanted = name.equals(METHOD) && descriptor.equals(DESCRIPTOR);
            found[0] |= wanted;
            return wanted ? new CallAtBegin(next) : next;
        });
        if (!found[0]) {
            throw new IllegalArgumentException("this JDK's Thread has no " + METHOD);
        }
        return rewritten;
    }

    private static final class CallAtBegin extends MethodVisitor {
        CallAtBegin(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitVarInsn(Opcodes.ALOAD, 1);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, ChangedMethods.DISPATCHER, "uncaught", DESCRIPTOR, false);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(Math.max(maxStack, 1), maxLocals);
        }
    }
}
