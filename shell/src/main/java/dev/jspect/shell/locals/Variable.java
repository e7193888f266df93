// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.ValueTree;
import org.jspecify.annotations.Nullable;

/**
 * A local variable of a frame with its value, or with the reason why that is not shown.
 *
 * @param type as Java source writes it
 * @param argument whether it is {@code this} or a parameter
 * @param value null exactly when {@code notCaptured} is not
 * @param notCaptured such as {@code not live} or {@code redacted}
 */
public record Variable(
        String name,
        String type,
        boolean argument,
        @Nullable ValueTree value,
        @Nullable String notCaptured) {
    public Variable {
        if ((value == null) == (notCaptured == null)) {
            throw new IllegalArgumentException("a variable has a value or a reason why not");
        }
    }

    /** Returns a variable with its value. */
    public static Variable of(String name, String type, boolean argument, ValueTree value) {
        return new Variable(name, type, argument, value, null);
    }

    /** Returns a variable without one. */
    public static Variable notCaptured(String name, String type, boolean argument, String reason) {
        return new Variable(name, type, argument, null, reason);
    }
}
