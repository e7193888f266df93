// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * {@code jspect.Live}: what snippets call to get at a target's live objects. Only the compiler sees this class; its calls go to
 * the agent's {@code SnippetSupport}, which has methods of the same names.
 */
final class LiveClass {
    static final String PACKAGE = "jspect";
    static final String NAME = PACKAGE + ".Live";

    private static final String INTERNAL_NAME = NAME.replace('.', '/');

    /** Descriptors by name. */
    private static final Map<String, String> METHODS = Map.of(
            "frameValue", "(II)Ljava/lang/Object;",
            "context", "(Ljava/lang/String;)Ljava/lang/Object;",
            "instances", "(Ljava/lang/Class;)[Ljava/lang/Object;",
            "proceed", "([Ljava/lang/Object;)Ljava/lang/Object;",
            "log", "(Ljava/lang/Object;)V");

    private LiveClass() {}

    /** Returns the class file for the compiler. */
    static byte[] classFile() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V1_8,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                INTERNAL_NAME,
                null,
                "java/lang/Object",
                null);
        METHODS.forEach((name, descriptor) -> writer.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE,
                        name,
                        descriptor,
                        null,
                        name.equals("proceed") ? new String[] {"java/lang/Throwable"} : null)
                .visitEnd());
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Says whether a class is this one. */
    static boolean isNamed(String internalName) {
        return internalName.equals(INTERNAL_NAME);
    }

    /** Redirects a call; returns whether it was one of this class's methods. */
    static boolean redirect(MethodInsnNode call) {
        boolean ours = isNamed(call.owner);
        if (ours) {
            call.owner = Redirections.SUPPORT;
        }
        return ours;
    }

    /** Redirects a reference to one of this class's methods. */
    static Handle redirected(Handle handle) {
        return new Handle(handle.getTag(), Redirections.SUPPORT, handle.getName(), handle.getDesc(), false);
    }
}
