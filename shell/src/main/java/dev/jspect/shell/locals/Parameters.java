// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import org.jspecify.annotations.Nullable;

/** Which slots the JVM fills when a method is called. */
final class Parameters {
    private static final int ACC_STATIC = 0x8;
    private static final char SECOND_HALF = '-';

    /** What is in each slot: see {@link SlotAccess#kind()}. */
    private final String kinds;

    private Parameters(String kinds) {
        this.kinds = kinds;
    }

    /** Returns null where the descriptor is none. */
    static @Nullable Parameters of(MethodFacts method) {
        StringBuilder kinds = new StringBuilder((method.access & ACC_STATIC) == 0 ? "A" : "");
        String descriptor = method.descriptor;
        int at = 1;
        while (at < descriptor.length() && descriptor.charAt(at) != ')') {
            int end = at;
            while (end < descriptor.length() && descriptor.charAt(end) == '[') {
                end++;
            }
            end = descriptor.startsWith("L", end) ? descriptor.indexOf(';', end) : end;
            char kind = SlotAccess.kind(descriptor.substring(at));
            if (kind == ' ' || end < 0) {
                return null;
            }
            kinds.append(kind);
            if (SlotAccess.width(kind) == 2) {
                kinds.append(SECOND_HALF);
            }
            at = end + 1;
        }
        return descriptor.startsWith("(") && at < descriptor.length() ? new Parameters(kinds.toString()) : null;
    }

    /** Whether it is {@code this} or a parameter, which has its value from the first instruction on. */
    boolean include(LocalVariable variable) {
        return variable.coversBci(0)
                && variable.slot >= 0
                && variable.slot < kinds.length()
                && kinds.charAt(variable.slot) == SlotAccess.kind(variable.descriptor);
    }

    /** Whether some parameter is in the slot. */
    boolean fill(int slot) {
        return slot < kinds.length();
    }
}
