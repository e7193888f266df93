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
     * Returns keys and values, each key once; null when the JVM does not tell: then it looks for them on the stack, when the thread next asks for one.
     *
     * @param most how many at most
     */
    static List<Object[]> of(ContextSource source, Thread thread, int most) {
        List<Object[]> bindings = new ArrayList<Object[]>();
        Object held = held(source, thread);
        if (held == null) {
            return null;
        }
        IdentityHashMap<Object, Object> known = new IdentityHashMap<Object, Object>();
        // A thread that has not bound any has a class there.
        Object snapshot = held.getClass().getName().equals("java.lang.ScopedValue$Snapshot") ? held : null;
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

    private static Object held(ContextSource source, Thread thread) {
        try {
            return source.object(thread, Thread.class, FIELD);
        } catch (NoSuchFieldError beforeScopedValues) {
            return Thread.class;
        }
    }
}
