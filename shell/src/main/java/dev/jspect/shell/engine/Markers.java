// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.engine.MemberFlags.Member;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Takes from calls the parameter that {@link OpenView} shows of methods that are not public, and its empty array. */
final class Markers {
    private final MemberFlags flags;

    Markers(MemberFlags flags) {
        this.flags = flags;
    }

    void strip(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction instanceof MethodInsnNode call && call.desc.contains(";)")) {
                Member called = flags.method(call.owner, call.name, call.desc);
                Member marked = called == null ? marked(call) : null;
                if (marked != null) {
                    strip(method, call, marked);
                }
            }
        }
    }

    /** Returns the method that is called under its marked descriptor; null if there is none. */
    private @Nullable Member marked(MethodInsnNode call) {
        for (ClassShape shape : flags.lineage(call.owner)) {
            String marker = OpenMethods.marker(shape);
            Integer access = call.desc.contains(marker + ')')
                    ? shape.methods().get(call.name + unmarked(call.desc, marker))
                    : null;
            if (access != null) {
                return new Member(shape, access);
            }
        }
        return null;
    }

    private void strip(MethodNode method, MethodInsnNode call, Member marked) {
        String descriptor = unmarked(call.desc, OpenMethods.marker(marked.owner()));
        AbstractInsnNode array = previous(call);
        AbstractInsnNode length = previous(array);
        if (!(array instanceof TypeInsnNode) || length == null || length.getOpcode() != Opcodes.ICONST_0) {
            throw new UnsupportedSnippetException("too many arguments for " + call.name
                    + ": its last parameter, Void..., only marks that it is not public");
        }
        // Seen from the class that declares it, it has no rival, or it would not have been shown: one is inherited in
        // between.
        if (flags.hasVariableArityRival(call.owner, call.name, Type.getArgumentCount(descriptor))) {
            throw new UnsupportedSnippetException("the call of " + call.name + " is ambiguous: "
                    + Type.getObjectType(call.owner).getClassName()
                    + " also has one of variable arity that is public. Pass that one an array");
        }
        call.desc = descriptor;
        method.instructions.remove(array);
        method.instructions.remove(length);
    }

    private static String unmarked(String descriptor, String marker) {
        return descriptor.replace(marker + ')', ")");
    }

    static @Nullable AbstractInsnNode previous(@Nullable AbstractInsnNode instruction) {
        AbstractInsnNode previous = instruction == null ? null : instruction.getPrevious();
        while (previous != null && previous.getOpcode() < 0) {
            previous = previous.getPrevious();
        }
        return previous;
    }
}
