// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** A method that code of a patch runs instead of, to be called as it was written. */
final class OriginalMethod {
    private final Object marker;
    /** Of an array of all that it takes, to an Object. */
    private final MethodHandle method;
    /** For each parameter, of an Object to what it takes of it. */
    private final MethodHandle[] casts;

    /**
     * @param method to be called directly, whatever overrides it
     * @param marker what a probe returns when the method itself is to run
     */
    OriginalMethod(MethodHandle method, Object marker) {
        this.marker = marker;
        this.method = spread(method);
        casts = new MethodHandle[method.type().parameterCount()];
        for (int i = 0; i < casts.length; i++) {
            casts[i] = MethodHandles.identity(method.type().parameterType(i))
                    .asType(MethodType.methodType(Object.class, Object.class));
        }
    }

    /** Returns a handle of an array to an Object. */
    static MethodHandle spread(MethodHandle handle) {
        MethodType generic = handle.type().generic();
        return handle.asFixedArity().asType(generic).asSpreader(Object[].class, generic.parameterCount());
    }

    /** Returns what says that it is to run. */
    Object marker() {
        return marker;
    }

    /** Calls it, and throws what it throws. */
    Object call(Object[] arguments) throws Throwable {
        return method.invokeExact(arguments);
    }

    /**
     * Returns what a parameter takes of a value.
     *
     * @throws IllegalArgumentException when that is nothing
     */
    Object checked(int parameter, Object value) {
        try {
            return casts[parameter].invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalArgumentException("an argument of proceed does not fit: " + e.getMessage(), e);
        }
    }
}
