// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Private methods, added to a snippet's class, that do what a constant cannot name. They are written as the compiler
 * would: what they contain is rewritten like the class's own methods.
 */
final class Bridges {
    private final ClassNode snippet;
    private final VisibleTypes types;
    private int count;

    Bridges(ClassNode snippet, VisibleTypes types) {
        this.snippet = snippet;
        this.types = types;
    }

    /** Returns a handle on a method that yields the class. */
    Handle toClass(Type type) {
        MethodNode bridge = begin("()Ljava/lang/Class;");
        bridge.instructions.add(new LdcInsnNode(type));
        return end(bridge, Type.getType(Class.class));
    }

    /** Returns a handle on a method that does what the handle, of a method or constructor, does. */
    Handle to(Handle handle) {
        Type receiver = Type.getObjectType(handle.getOwner());
        boolean construction = handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        boolean ofObject = !construction && handle.getTag() != Opcodes.H_INVOKESTATIC;
        Type result = construction ? receiver : Type.getReturnType(handle.getDesc());
        String arguments = handle.getDesc().substring(1, handle.getDesc().indexOf(')'));
        MethodNode bridge =
                begin('(' + (ofObject ? receiver.getDescriptor() : "") + arguments + ')' + result.getDescriptor());
        if (construction) {
            bridge.instructions.add(new TypeInsnNode(Opcodes.NEW, handle.getOwner()));
            bridge.instructions.add(new InsnNode(Opcodes.DUP));
        }
        int slot = 0;
        for (Type argument : Type.getArgumentTypes(bridge.desc)) {
            bridge.instructions.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), slot));
            slot += argument.getSize();
        }
        bridge.instructions.add(new MethodInsnNode(
                opcode(handle.getTag()), handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface()));
        return end(bridge, result);
    }

    private MethodNode begin(String descriptor) {
        return new MethodNode(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                "jspect$bridge$" + count++,
                descriptor,
                null,
                null);
    }

    private Handle end(MethodNode bridge, Type result) {
        bridge.instructions.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
        snippet.methods.add(bridge);
        boolean ofInterface = (snippet.access & Opcodes.ACC_INTERFACE) != 0;
        return new Handle(
                Opcodes.H_INVOKESTATIC, snippet.name, bridge.name, types.descriptor(bridge.desc), ofInterface);
    }

    private static int opcode(int tag) {
        return switch (tag) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> throw new IllegalArgumentException("not a handle of a method: " + tag);
        };
    }
}
