// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.threads.StackFrame;
import org.jspecify.annotations.Nullable;

/** What the variables of a target's frames must hold: all of a frame follow from one number. */
public interface Expectation {
    /** Returns whether a frame's variables are known. */
    boolean covers(StackFrame frame);

    /** Returns the number that the others follow from; null where it is not shown. */
    @Nullable
    Integer id(FrameLocals locals);

    /** Returns what a variable must hold, as {@link KnownLocals} writes it; null for one that says nothing. */
    @Nullable
    String value(String name, int id);

    /** Returns a variable's value; null where it has none. */
    static @Nullable ValueTree valueOf(FrameLocals locals, String name) {
        for (Variable variable : locals.variables()) {
            if (variable.name().equals(name)) {
                return variable.value();
            }
        }
        return null;
    }
}
