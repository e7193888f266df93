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
        Object map = own == null ? null : field(source, thread, own, "threadLocalMap");
        for (Object[] local : locals) {
            if (map == null && local[1] != null && isNamed(local[1].getClass(), MAP)) {
                map = local[1];
            }
        }
        return map == null || named(map.getClass(), MAP) == null
                ? Collections.<Object[]>emptyList()
                : entries(source, map);
    }

    /** Says whether it is the class of such keys, or one that derives from it. */
    static boolean isKey(Class<?> type) {
        return named(type, KEY) != null;
    }

    /** The keys that are set are in a set in the same array. A number is one key's for ever, so no value is another's, whatever changes meanwhile. */
    private static List<Object[]> entries(ContextSource source, Object map) {
        List<Object[]> entries = new ArrayList<Object[]>();
        Object[] variables = (Object[]) field(source, map, map.getClass(), "indexedVariables");
        Object unset = unset(source, named(map.getClass(), MAP));
        for (int i = 0; variables != null && i < variables.length; i++) {
            Object set = variables[i];
            if (set != null && set.getClass().getName().equals("java.util.Collections$SetFromMap")) {
                addAll(source, keys(source, set), variables, unset, entries);
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
    private static void addAll(
            ContextSource source, Object[] keys, Object[] variables, Object unset, List<Object[]> entries) {
        for (int i = 0; keys != null && i < keys.length; i += 2) {
            Class<?> type = keys[i] == null ? null : named(keys[i].getClass(), KEY);
            if (type != null) {
                int index = (int) source.number(keys[i], type, "index");
                // The array may have grown meanwhile.
                if (index >= 0 && index < variables.length && (unset == null || variables[index] != unset)) {
                    entries.add(new Object[] {keys[i], variables[index]});
                }
            }
        }
    }

    /** What stands for no value; null where this version of Netty has it elsewhere. */
    private static Object unset(ContextSource source, Class<?> type) {
        Object[][] statics = source.statics(type);
        for (int i = 0; i < statics[0].length; i++) {
            if ("UNSET".equals(statics[0][i])) {
                return statics[1][i];
            }
        }
        return null;
    }

    /** Returns null where this version of Netty has no such field. */
    private static Object field(ContextSource source, Object object, Class<?> type, String name) {
        try {
            return source.object(object, type, name);
        } catch (NoSuchFieldError e) {
            return null;
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
