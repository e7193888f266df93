// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * The map of a thread's thread-locals ({@code ThreadLocal.ThreadLocalMap}), read while the thread goes on: its table is read until two readings are the same.
 * Nobody's {@code hashCode} or {@code equals} is called.
 */
final class LocalMap {
    private static final int ATTEMPTS = 4;

    private final ContextSource source;
    /** Those that are told. */
    final List<Object[]> entries = new ArrayList<Object[]>();
    /** How many there are. */
    int total;
    /** Whether no two readings were the same. */
    boolean changing;

    private LocalMap(ContextSource source) {
        this.source = source;
    }

    /**
     * Reads the map that a field of a thread refers to.
     *
     * @param most how many entries are told
     */
    static LocalMap of(ContextSource source, Thread thread, String field, int most) {
        LocalMap read = new LocalMap(source);
        Object[] live = read.table(thread, field);
        Object[] entries = live == null ? null : live.clone();
        for (int attempt = 1; entries != null && !read.changing; attempt++) {
            Object[] now = read.table(thread, field);
            Object[] again = now == null ? null : now.clone();
            if (isSame(entries, again)) {
                break;
            }
            live = now;
            entries = again;
            read.changing = attempt == ATTEMPTS;
        }
        if (entries != null) {
            read.take(entries, live, most);
        }
        return read;
    }

    /** The thread's own: what is in it may change at any time. */
    private Object[] table(Thread thread, String field) {
        Object map = source.object(thread, Thread.class, field);
        return map == null ? null : (Object[]) source.object(map, map.getClass(), "table");
    }

    private static boolean isSame(Object[] before, Object[] after) {
        if (after == null || before.length != after.length) {
            return false;
        }
        for (int i = 0; i < before.length; i++) {
            if (before[i] != after[i]) {
                return false;
            }
        }
        return true;
    }

    private void take(Object[] table, Object[] live, int most) {
        for (int i = 0; i < table.length; i++) {
            Object entry = table[i];
            if (entry == null) {
                continue;
            }
            Object key = source.object(entry, Reference.class, "referent");
            Object value = source.object(entry, entry.getClass(), "value");
            // The thread is just removing it, or has removed it since.
            boolean isLeaving = key == null && (value == null || live[i] != entry);
            if (!isLeaving) {
                total++;
                if (entries.size() < most) {
                    entries.add(new Object[] {key, value});
                }
            }
        }
    }
}
