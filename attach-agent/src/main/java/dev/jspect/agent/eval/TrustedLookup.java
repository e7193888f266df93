// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.agent.modules.Modules;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/**
 * {@code MethodHandles.Lookup.IMPL_LOOKUP}: the lookup that may do everything. On JDK 9 and later {@code java.lang.invoke}
 * is opened for it, to this runtime's own unnamed module only, which dies with the session.
 */
public final class TrustedLookup {
    // Static because linking a snippet's call site starts from a static bootstrap method. One a session: so is its
    // loader.
    private static volatile MethodHandles.Lookup lookup;

    private static volatile boolean opened;

    private TrustedLookup() {}

    /** Returns the lookup, or null before {@link #obtain} succeeded. */
    public static MethodHandles.Lookup get() {
        return lookup;
    }

    /**
     * Obtains the lookup; a second call does nothing.
     *
     * @throws ReflectiveOperationException when this JVM keeps it elsewhere
     */
    public static void obtain(Instrumentation instrumentation) throws ReflectiveOperationException {
        if (lookup != null) {
            return;
        }
        openPackages(instrumentation);
        Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        field.setAccessible(true);
        lookup = (MethodHandles.Lookup) field.get(null);
    }

    /** Opens the packages of the JDK that this runtime reaches into, to it alone; a second call does nothing. */
    public static void openPackages(Instrumentation instrumentation) {
        if (!opened && JavaRelease.hasModules()) {
            Modules.openBase(instrumentation, TrustedLookup.class, "java.lang.invoke", "jdk.internal.loader");
            opened = true;
        }
    }
}
