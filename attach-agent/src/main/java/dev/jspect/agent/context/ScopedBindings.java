// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The scoped values that are bound in a thread (JEP 446, JEP 506): chains of carriers, the innermost first. */
final class ScopedBindings {
    private static final String FIELD = "scopedValueBindings";

    private ScopedBindings() {}

    /**
     * Returns keys and values, each key once.
     *
     * @param most how many at most
     */
    static List<Object[]> of(ContextSource source, Thread thread, int most) {
        List<Object[]> bindings = new ArrayList<Object[]>();
        IdentityHashMap<Object, Object> known = new IdentityHashMap<Object, Object>();
        Object snapshot = snapshot(source, thread);
        while (snapshot != null && bindings.size() < most) {
            Object carrier = source.object(snapshot, snapshot.getClass(), "bindings");
            while (carrier != null && bindings.size() < most) {
                Object key = source.object(carrier, carrier.getClass(), "key");
                if (key != null && known.put(key, key) == null) {
                    bindings.add(new Object[] {key, source.object(carrier, carrier.getClass(), "value")});
                }
                carrier = source.object(carrier, carrier.getClass(), "prev");
            }
            snapshot = source.object(snapshot, snapshot.getClass(), "prev");
        }
        return bindings;
    }

    /** Returns null where nothing is bound: a thread that has not bound any has a class there. */
    private static Object snapshot(ContextSource source, Thread thread) {
        try {
            Object bindings = source.object(thread, Thread.class, FIELD);
            return bindings != null && bindings.getClass().getName().equals("java.lang.ScopedValue$Snapshot")
                    ? bindings
                    : null;
        } catch (NoSuchFieldError beforeScopedValues) {
            return null;
        }
    }
}
