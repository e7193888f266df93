// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.probes.PlannedMethod;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.values.TypeText;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/** The values of a call, by their names. */
public final class CallVariables {
    /** What the result goes by. */
    public static final String RESULT = "$result";

    private CallVariables() {}

    /** Returns {@code this}, the arguments, of a line the other variables, and the result where there is one. */
    public static List<Variable> of(CallCapture call, PlannedPlace place) {
        if (!place.columns().isEmpty()) {
            return columns(call, place.columns());
        }
        PlannedMethod method = place.told();
        List<Variable> variables = new ArrayList<>();
        Type[] types = Type.getArgumentTypes(method.descriptor());
        int own = method.isStatic() ? 0 : 1;
        for (int i = 0; i < call.arguments.size(); i++) {
            boolean isThis = i < own;
            String name = isThis
                    ? "this"
                    : i - own < types.length ? method.parameters().get(i - own) : "?";
            String descriptor =
                    isThis ? "L" + method.owner().name.replace('.', '/') + ";" : types[i - own].getDescriptor();
            variables.add(variable(name, descriptor, i - own < place.arguments(), call.arguments.get(i)));
        }
        if (call.result != null) {
            variables.add(
                    variable(RESULT, Type.getReturnType(method.descriptor()).getDescriptor(), false, call.result));
        }
        return variables;
    }

    /** Returns the variables that a method had of its own where it returned; none where that is not told. */
    public static List<Variable> ofReturn(CallCapture call, PlannedPlace place) {
        List<Variable> variables = new ArrayList<>();
        if (call.returnPlace >= 0) {
            PlannedMethod there = place.returns().get(call.returnPlace).told();
            Type[] types = Type.getArgumentTypes(there.descriptor());
            for (int i = 0; i < Math.min(types.length, call.locals.size()); i++) {
                variables.add(variable(there.parameters().get(i), types[i].getDescriptor(), false, call.locals.get(i)));
            }
        }
        return variables;
    }

    private static List<Variable> columns(CallCapture call, List<String> names) {
        List<Variable> columns = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), call.arguments.size()); i++) {
            columns.add(variable(names.get(i), "Ljava/lang/Object;", false, call.arguments.get(i)));
        }
        return columns;
    }

    private static Variable variable(String name, String descriptor, boolean argument, ValueTree value) {
        String type = TypeText.full(descriptor, null);
        boolean kept = value.kind == ValueTree.MISSING && value.className == null && value.notCaptured != null;
        return kept
                ? Variable.notCaptured(name, type, argument, value.notCaptured)
                : Variable.of(name, type, argument, value);
    }

    /** Returns all values. */
    public static List<ValueTree> values(CallCapture call) {
        List<ValueTree> values = new ArrayList<>(call.arguments);
        if (call.result != null) {
            values.add(call.result);
        }
        values.addAll(call.locals);
        for (ThrownPart part : call.thrown) {
            values.add(part.message);
        }
        return values;
    }
}
