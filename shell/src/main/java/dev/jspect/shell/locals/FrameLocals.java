// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import java.util.List;
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
}
