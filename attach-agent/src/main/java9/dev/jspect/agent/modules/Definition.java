// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.modules;

import java.lang.invoke.MethodHandles;

/** Defines classes of the JDK's own packages. */
public final class Definition {
    private Definition() {}

    /**
     * Defines a class in {@code java.lang}, for all loaders to see. No JVM unloads it.
     *
     * @param trusted a lookup that may do everything
     * @throws LinkageError when it is there already
     */
    public static Class<?> inLangOf(MethodHandles.Lookup trusted, byte[] classFile) throws IllegalAccessException {
        return trusted.in(Object.class).defineClass(classFile);
    }
}
