// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * The instructions that the target's {@code MemberAccess} links. The agent's classes are named by text: the tool does not
 * load them.
 */
final class Access {
    private static final String AGENT = "dev/jspect/agent/eval/MemberAccess";
    private static final String LINK_TYPE = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;%s)Ljava/lang/invoke/CallSite;";
    private static final Handle BOOTSTRAP = new Handle(
            Opcodes.H_INVOKESTATIC,
            AGENT,
            "bootstrap",
            LINK_TYPE.formatted("ILjava/lang/String;Ljava/lang/String;"),
            false);
    private static final Handle IMPLEMENT = new Handle(
            Opcodes.H_INVOKESTATIC,
            AGENT,
            "implement",
            LINK_TYPE.formatted("Ljava/lang/String;Ljava/lang/invoke/MethodHandle;"),
            false);

    private Access() {}

    /**
     * Returns an access to a member.
     *
     * @param type what it takes and leaves, in visible types
     * @param kind a constant of {@link dev.jspect.protocol.AccessKind}
     */
    static InvokeDynamicInsnNode member(String name, String type, int kind, String owner, String descriptor) {
        return new InvokeDynamicInsnNode(name, type, BOOTSTRAP, kind, owner, descriptor);
    }

    /** Returns an operation on a class. */
    static InvokeDynamicInsnNode ofClass(String type, int kind, String owner) {
        return member("of", type, kind, owner, "");
    }

    /** Returns the making of a lambda of the interface. */
    static InvokeDynamicInsnNode lambda(String name, String type, String owner, Handle body) {
        return new InvokeDynamicInsnNode(name, type, IMPLEMENT, owner, body);
    }
}
