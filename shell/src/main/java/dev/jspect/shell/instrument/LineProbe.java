// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a method where a line begins, or where it returns, and what is told there.
 *
 * @param probe the method's
 * @param index of this place among those of the method; 0 is for its calls, where they are told
 * @param line where it is; 0 where that is not known
 * @param atReturn whether it returns there
 * @param variables in the order in which their values come
 */
public record LineProbe(int probe, int index, int line, boolean atReturn, List<Variable> variables) {
    /**
     * A local variable; {@code this} is one, too.
     *
     * @param signature its generic type, or null
     */
    public record Variable(
            String name, String descriptor, @Nullable String signature, int slot) {}
}
