// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

    /**
     * Opens the packages of the JDK that this runtime reaches into, to it alone; a second call does nothing. By reflection:
     * this is Java 8 code, and there {@code Instrumentation.redefineModule} is missing and nothing needs to be opened.
     */
    public static void openPackages(Instrumentation instrumentation) throws ReflectiveOperationException {
        if (opened || System.getProperty("java.specification.version", "").startsWith("1.")) {
            return;
        }
        Method getModule = Class.class.getMethod("getModule");
        Object base = getModule.invoke(Object.class);
        Set<Object> us = Collections.singleton(getModule.invoke(TrustedLookup.class));
        Map<String, Set<Object>> opens = new HashMap<String, Set<Object>>();
        opens.put("java.lang.invoke", us);
        opens.put("jdk.internal.loader", us);
        Instrumentation.class
                .getMethod(
                        "redefineModule",
                        Class.forName("java.lang.Module"),
                        Set.class,
                        Map.class,
                        Map.class,
                        Set.class,
                        Map.class)
                .invoke(
                        instrumentation,
                        base,
                        Collections.emptySet(),
                        Collections.emptyMap(),
                        opens,
                        Collections.emptySet(),
                        Collections.emptyMap());
        opened = true;
    }
}
