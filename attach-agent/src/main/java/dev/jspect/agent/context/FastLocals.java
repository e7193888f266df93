// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Netty's thread-locals ({@code FastThreadLocal}): an array for each thread, in a field of its own threads and in a thread-local of all others. Applications
 * bring Netty along under other packages, too.
 */
final class FastLocals {
    private static final String THREAD = "netty.util.concurrent.FastThreadLocalThread";
    private static final String KEY = "netty.util.concurrent.FastThreadLocal";
    private static final String MAP = "netty.util.internal.InternalThreadLocalMap";

    private FastLocals() {}

    /**
     * Returns keys and values.
     *
     * @param locals the thread's others
     */
    static List<Object[]> of(ContextSource source, Thread thread, List<Object[]> locals) {
        Class<?> own = named(thread.getClass(), THREAD);
        Object map = own == null ? null : source.object(thread, own, "threadLocalMap");
        for (Object[] local : locals) {
            if (map == null && local[1] != null && isNamed(local[1].getClass(), MAP)) {
                map = local[1];
            }
        }
        return map == null || named(map.getClass(), MAP) == null
                ? Collections.<Object[]>emptyList()
                : entries(source, (Object[]) source.object(map, map.getClass(), "indexedVariables"));
    }

    /** Says whether it is the class of such keys, or one that derives from it. */
    static boolean isKey(Class<?> type) {
        return named(type, KEY) != null;
    }

    /** The keys that are set are in a set in the same array. A number is one key's for ever, so no value is another's, whatever changes meanwhile. */
    private static List<Object[]> entries(ContextSource source, Object[] variables) {
        List<Object[]> entries = new ArrayList<Object[]>();
        for (int i = 0; variables != null && i < variables.length; i++) {
            Object set = variables[i];
            if (set != null && set.getClass().getName().equals("java.util.Collections$SetFromMap")) {
                addAll(source, keys(source, set), variables, entries);
            }
        }
        return entries;
    }

    private static Object[] keys(ContextSource source, Object set) {
        Object map = source.object(set, set.getClass(), "m");
        boolean isByIdentity = map != null && map.getClass().getName().equals("java.util.IdentityHashMap");
        return isByIdentity ? (Object[]) source.object(map, map.getClass(), "table") : null;
    }

    /** Each second one is a value. */
    private static void addAll(ContextSource source, Object[] keys, Object[] variables, List<Object[]> entries) {
        for (int i = 0; keys != null && i < keys.length; i += 2) {
            Class<?> type = keys[i] == null ? null : named(keys[i].getClass(), KEY);
            if (type != null) {
                int index = (int) source.number(keys[i], type, "index");
                Object value = index >= 0 && index < variables.length ? variables[index] : null;
                // A plain object stands for none.
                if (value == null || value.getClass() != Object.class) {
                    entries.add(new Object[] {keys[i], value});
                }
            }
        }
    }

    private static Class<?> named(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (isNamed(at, name)) {
                return at;
            }
        }
        return null;
    }

    private static boolean isNamed(Class<?> type, String name) {
        return type.getName().endsWith(name);
    }
}
