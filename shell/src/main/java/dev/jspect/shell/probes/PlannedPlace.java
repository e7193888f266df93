// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import java.util.List;

/**
 * What is watched: the calls of a method, or one of the places where a line begins in it.
 *
 * @param method whose code gets a probe
 * @param line 0 for its calls
 * @param index which of the places of the method's probe this is, from 0
 * @param told what is told, as if it were a method that takes that: of a line the local variables
 * @param arguments how many of these are arguments of the method; the others are its own variables
 * @param columns expressions whose values are told in place of all these; none: these are
 * @param returns where it returns, of calls whose local variables are told then: each as if it were a line
 */
public record PlannedPlace(
        PlannedMethod method,
        int line,
        int index,
        PlannedMethod told,
        int arguments,
        List<String> columns,
        List<PlannedPlace> returns) {
    /** Each parameter as the component of its name. */
    public PlannedPlace {
        columns = List.copyOf(columns);
        returns = List.copyOf(returns);
    }

    /** Returns the calls of a method. */
    public static PlannedPlace ofCalls(PlannedMethod method) {
        return new PlannedPlace(method, 0, 0, method, method.parameters().size(), List.of(), List.of());
    }

    /** Returns the same with expressions. */
    public PlannedPlace telling(List<String> expressions) {
        return new PlannedPlace(method, line, index, told, arguments, expressions, returns);
    }

    /** Returns the same with the places where it returns. */
    public PlannedPlace returning(List<PlannedPlace> places) {
        return new PlannedPlace(method, line, index, told, arguments, columns, places);
    }

    /** Whether it is a line. */
    public boolean isLine() {
        return line > 0;
    }

    /** Returns it as users write it. */
    public String label() {
        return isLine() ? method.owner().name.replace('$', '.') + ":" + line : method.label();
    }
}
