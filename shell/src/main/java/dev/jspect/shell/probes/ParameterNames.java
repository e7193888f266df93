// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** What a method's parameters are called, and their generic types. */
final class ParameterNames {
    private ParameterNames() {}

    /** Returns a name for each: from the table of local variables, else the one of parameters, else {@code arg1}. */
    static List<String> of(MethodNode method) {
        List<String> names = new ArrayList<>();
        int slot = (method.access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
        Type[] types = Type.getArgumentTypes(method.desc);
        for (int i = 0; i < types.length; i++) {
            names.add(name(method, i, slot, types.length));
            slot += types[i].getSize();
        }
        return names;
    }

    /** Returns the generic type of each that has one, null for the others. */
    static List<@Nullable String> signatures(MethodNode method) {
        List<@Nullable String> signatures = new ArrayList<>();
        int slot = (method.access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
        for (Type type : Type.getArgumentTypes(method.desc)) {
            LocalVariableNode variable = variable(method, slot);
            signatures.add(variable == null ? null : variable.signature);
            slot += type.getSize();
        }
        return signatures;
    }

    private static @Nullable LocalVariableNode variable(MethodNode method, int slot) {
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                if (variable.index == slot && method.instructions.indexOf(variable.start) <= firstCode(method)) {
                    return variable;
                }
            }
        }
        return null;
    }

    private static String name(MethodNode method, int index, int slot, int count) {
        LocalVariableNode variable = variable(method, slot);
        if (variable != null) {
            return variable.name;
        }
        if (method.parameters != null && method.parameters.size() == count) {
            String name = method.parameters.get(index).name;
            if (name != null) {
                return name;
            }
        }
        return "arg" + (index + 1);
    }

    /** Variables that begin behind the first instruction are none of the parameters. */
    private static int firstCode(MethodNode method) {
        for (int i = 0; i < method.instructions.size(); i++) {
            if (method.instructions.get(i).getOpcode() >= 0) {
                return i;
            }
        }
        return 0;
    }
}
