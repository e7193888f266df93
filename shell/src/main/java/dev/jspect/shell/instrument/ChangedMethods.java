// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Rewrites some methods of a class. The constant pool stays, with entries behind it: a fresh one crashes some JVMs (JDK-8376185). */
final class ChangedMethods {
    static final String DISPATCHER = "java/lang/JspectDispatcher";

    /** Chooses what rewrites a method. */
    interface Change {
        /** Returns what the method's code goes through; {@code next} where it stays as it is. */
        MethodVisitor of(String name, String descriptor, MethodVisitor next);
    }

    private ChangedMethods() {}

    /** Returns the class file with the changes, which add no branch: so no frame changes. */
    static byte[] in(byte[] classFile, Change change) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return change.of(
                                name, descriptor, super.visitMethod(access, name, descriptor, signature, exceptions));
                    }
                },
                0);
        return writer.toByteArray();
    }
}
