// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.ValueTree;
import org.jspecify.annotations.Nullable;

/**
 * A local variable of a frame.
 *
 * @param name {@code this} and {@code arg0}, {@code arg1}... where the class has no names
 * @param type its declared type, with type arguments where the class has them
 * @param argument whether it is a parameter of the method, or {@code this}
 * @param value exact; null where it was not captured
 * @param notCaptured why there is no value, such as {@code not live}; null where there is one
 */
public record Variable(
        String name,
        String type,
        boolean argument,
        @Nullable ValueTree value,
        @Nullable String notCaptured) {}
