// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds where a constructor calls another one of its class or its superclass's: from then on there is an object. */
final class SuperCall {
    private SuperCall() {}

    /** Returns the call, or null. In the order of the code: each object made before has its own constructor called before. */
    static @Nullable AbstractInsnNode in(MethodNode constructor) {
        int unconstructed = 0;
        for (AbstractInsnNode at : constructor.instructions) {
            if (at.getOpcode() == Opcodes.NEW) {
                unconstructed++;
            } else if (at instanceof MethodInsnNode call
                    && at.getOpcode() == Opcodes.INVOKESPECIAL
                    && call.name.equals("<init>")) {
                if (unconstructed == 0) {
                    return at;
                }
                unconstructed--;
            }
        }
        return null;
    }
}
