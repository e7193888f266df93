// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.shell.values.TypeText;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of a method as its class file declares them: what is the same in each of its frames. */
final class DeclaredVariables {
    /** A class file has two bytes for the number of a slot (JVM specification 4.7.13). */
    private static final long MAX_SLOT = 0xFFFF;

    private static final long AFTER_ARGUMENTS = 1L << 62;

    private final MethodFacts method;
    private final String[] types;
    private final boolean[] arguments;

    private DeclaredVariables(MethodFacts method, String[] types, boolean[] arguments) {
        this.method = method;
        this.types = types;
        this.arguments = arguments;
    }

    static DeclaredVariables of(MethodFacts method) {
        List<LocalVariable> variables = method.variables;
        @Nullable Parameters parameters = Parameters.of(method);
        String[] types = new String[variables.size()];
        boolean[] arguments = new boolean[variables.size()];
        for (int i = 0; i < types.length; i++) {
            LocalVariable variable = variables.get(i);
            types[i] = TypeText.full(variable.descriptor, variable.signature);
            arguments[i] = parameters != null && parameters.include(variable);
        }
        return new DeclaredVariables(method, types, arguments);
    }

    /** Whether this was read from that very answer: another one of the same method may tell of a redefined class. */
    boolean isOf(MethodFacts facts) {
        return method == facts;
    }

    /** Returns the type of a variable as Java source writes it, with packages. */
    String type(int index) {
        return types[index];
    }

    /** Whether the variable is {@code this} or a parameter. */
    boolean isArgument(int index) {
        return arguments[index];
    }

    /** Returns the positions of these indexes in the order in which they are shown: arguments, then the rest, each by slot. */
    int[] order(int[] indexes) {
        long[] keys = new long[indexes.length];
        for (int i = 0; i < keys.length; i++) {
            long slot = method.variables.get(indexes[i]).slot & MAX_SLOT;
            keys[i] = (arguments[indexes[i]] ? 0 : AFTER_ARGUMENTS) | slot << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }
}
