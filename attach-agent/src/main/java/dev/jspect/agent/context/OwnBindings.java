// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** The scoped values that are bound in the thread that runs, taken along by itself; see {@link ScopedBindings}. */
final class OwnBindings {
    /** Null before there were any (JDK 20): so is what follows. */
    private MethodHandle held;

    private Class<?> snapshot;
    private MethodHandle bindings;
    private MethodHandle outer;
    private MethodHandle key;
    private MethodHandle value;
    private MethodHandle before;

    /**
     * @param trusted a lookup that may do everything
     */
    OwnBindings(MethodHandles.Lookup trusted) throws IllegalAccessException {
        try {
            MethodHandle found = trusted.findGetter(Thread.class, "scopedValueBindings", Object.class);
            snapshot = Class.forName("java.lang.ScopedValue$Snapshot", false, null);
            Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier", false, null);
            Class<?> scopedValue = Class.forName("java.lang.ScopedValue", false, null);
            bindings = getter(trusted, snapshot, "bindings", carrier);
            outer = getter(trusted, snapshot, "prev", snapshot);
            key = getter(trusted, carrier, "key", scopedValue);
            value = getter(trusted, carrier, "value", Object.class);
            before = getter(trusted, carrier, "prev", carrier);
            held = found;
        } catch (ClassNotFoundException | NoSuchFieldException notHere) {
            // Before scoped values, or they are kept elsewhere: then they are unknown, where there is the class.
            held = null;
        }
    }

    private static MethodHandle getter(MethodHandles.Lookup trusted, Class<?> holder, String name, Class<?> type)
            throws IllegalAccessException, NoSuchFieldException {
        return OwnContext.generic(trusted.findGetter(holder, name, type), Object.class, Object.class);
    }

    /**
     * Returns keys and what was made of their values, each key once; null when the JVM does not tell.
     *
     * @param most how many at most
     */
    List<Object[]> take(Thread self, int most, Function<Object, Object> taking) throws Throwable {
        if (held == null) {
            return snapshot == null ? Collections.<Object[]>emptyList() : null;
        }
        Object at = (Object) held.invokeExact(self);
        if (at == null) {
            return null;
        }
        List<Object[]> taken = new ArrayList<Object[]>();
        // A thread that has not bound any has a class there.
        while (snapshot.isInstance(at) && taken.size() < most) {
            Object carrier = (Object) bindings.invokeExact(at);
            while (carrier != null && taken.size() < most) {
                Object bound = (Object) key.invokeExact(carrier);
                if (bound != null && !isKnown(taken, bound)) {
                    taken.add(new Object[] {bound, taking.apply((Object) value.invokeExact(carrier))});
                }
                carrier = (Object) before.invokeExact(carrier);
            }
            at = (Object) outer.invokeExact(at);
        }
        return taken;
    }

    private static boolean isKnown(List<Object[]> taken, Object key) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i)[0] == key) {
                return true;
            }
        }
        return false;
    }
}
