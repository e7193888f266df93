// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.ValueTree;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The local variables of a frame.
 *
 * @param variables those in scope: arguments first, in the order of their declaration
 * @param notCaptured why there are none, or not all of them, such as {@code pause budget}; null when nothing is missing
 */
public record FrameLocals(
        List<Variable> variables, @Nullable String notCaptured) {
    public FrameLocals {
        variables = List.copyOf(variables);
    }

    /** Returns the same variables with other values. */
    public FrameLocals withValues(UnaryOperator<ValueTree> other) {
        return new FrameLocals(
                variables.stream()
                        .map(variable -> variable.value() == null
                                ? variable
                                : Variable.of(
                                        variable.name(),
                                        variable.type(),
                                        variable.argument(),
                                        other.apply(variable.value())))
                        .toList(),
                notCaptured);
    }
}
