// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

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

    /**
     * Has what code throws on purpose be told before it is thrown; what a finally block or a monitor's end passes on is not.
     *
     * @return whether it was a throw
     */
    static boolean throwing(MethodNode method, AbstractInsnNode instruction) {
        if (instruction.getOpcode() != Opcodes.ATHROW) {
            return false;
        }
        AbstractInsnNode before = instruction.getPrevious();
        boolean passedOn = before instanceof VarInsnNode read
                && method.tryCatchBlocks.stream()
                        .filter(block -> block.type == null)
                        .anyMatch(block -> first(block.handler) instanceof VarInsnNode store
                                && store.getOpcode() == Opcodes.ASTORE
                                && store.var == read.var);
        if (!passedOn) {
            method.instructions.insertBefore(instruction, new InsnNode(Opcodes.DUP));
            method.instructions.insertBefore(
                    instruction,
                    new MethodInsnNode(Opcodes.INVOKESTATIC, SUPPORT, "throwing", "(Ljava/lang/Throwable;)V", false));
        }
        return true;
    }

    private static @Nullable AbstractInsnNode first(LabelNode handler) {
        AbstractInsnNode at = handler;
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
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
