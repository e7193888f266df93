// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Handles that throw nothing, whatever happens: what is left is the end of the stack or of memory, and the call goes on without us. */
final class Quiet {
    private Quiet() {}

    /** Returns a handle of the given type that returns null, or nothing, where the other throws. */
    static MethodHandle of(MethodHandle handle, MethodType type) {
        MethodHandle nothing = MethodHandles.constant(Object.class, null);
        if (type.returnType() == void.class) {
            nothing = nothing.asType(MethodType.methodType(void.class));
        }
        MethodHandle caught = MethodHandles.dropArguments(
                MethodHandles.dropArguments(nothing, 0, type.parameterList()), 0, Throwable.class);
        return MethodHandles.catchException(handle.asType(type), Throwable.class, caught);
    }
}
