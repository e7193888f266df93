// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Lets a snippet print to the session instead of the target's streams, and keeps it from ending the target. */
final class Redirections {
    /** What snippets call in the target. */
    static final String SUPPORT = "dev/jspect/agent/eval/SnippetSupport";

    private static final Set<String> EXITS =
            Set.of("java/lang/System.exit(I)V", "java/lang/Runtime.exit(I)V", "java/lang/Runtime.halt(I)V");

    private Redirections() {}

    /** Redirects a read of {@code System.out} or {@code err}; returns whether it was one. */
    static boolean stream(MethodNode method, FieldInsnNode read) {
        boolean stream = read.getOpcode() == Opcodes.GETSTATIC
                && read.owner.equals("java/lang/System")
                && (read.name.equals("out") || read.name.equals("err"));
        if (stream) {
            method.instructions.set(
                    read, new MethodInsnNode(Opcodes.INVOKESTATIC, SUPPORT, read.name, "()" + read.desc, false));
        }
        return stream;
    }

    /** Redirects a call that would end the target; returns whether it was one. */
    static boolean exit(MethodNode method, MethodInsnNode call) {
        if (!EXITS.contains(call.owner + '.' + call.name + call.desc)) {
            return false;
        }
        AbstractInsnNode refused = new MethodInsnNode(Opcodes.INVOKESTATIC, SUPPORT, "exit", "(I)V", false);
        if (call.getOpcode() == Opcodes.INVOKEVIRTUAL) {
            // Under the status lies the Runtime.
            method.instructions.insert(call, new InsnNode(Opcodes.POP));
        }
        method.instructions.set(call, refused);
        return true;
    }

    /** Tells whether a method reference would end the target. */
    static boolean isExit(Handle handle) {
        return EXITS.contains(handle.getOwner() + '.' + handle.getName() + handle.getDesc());
    }
}
