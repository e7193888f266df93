// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import org.jspecify.annotations.Nullable;

/**
 * A variable of a frame, and which of its method's it is.
 *
 * @param index into {@code MethodFacts.variables}
 * @param valueClass {@code Class.getName} of the value's class, or null where that is not known
 */
public record JudgedVariable(
        int index, Variable variable, @Nullable String valueClass) {
    /** Redacting is about showing, and the limits are those of what is shown: the value itself is there, and right. */
    public boolean hasValue() {
        String missing = variable.notCaptured();
        return missing == null || missing.equals("redacted") || missing.equals("truncated");
    }
}
