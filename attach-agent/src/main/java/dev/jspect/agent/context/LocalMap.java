// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * The map of a thread's thread-locals ({@code ThreadLocal.ThreadLocalMap}), read while the thread goes on: as often as it takes until nothing has changed
 * meanwhile. Nobody's {@code hashCode} or {@code equals} is called.
 */
final class LocalMap {
    private static final int ATTEMPTS = 4;

    private final ContextSource source;
    private final Thread thread;
    private final String field;
    private final List<Object[]> entries = new ArrayList<Object[]>();
    private boolean changing;

    private LocalMap(ContextSource source, Thread thread, String field) {
        this.source = source;
        this.thread = thread;
        this.field = field;
    }

    /** Reads the map that a field of a thread refers to. */
    static LocalMap of(ContextSource source, Thread thread, String field) {
        LocalMap map = new LocalMap(source, thread, field);
        int attempt = 1;
        while (!map.read() && !map.changing) {
            attempt++;
            map.changing = attempt > ATTEMPTS;
        }
        return map;
    }

    /** Returns keys and values; a key is null when it is gone. */
    List<Object[]> entries() {
        return entries;
    }

    /** Says whether it changed each time: some may be missing, or be there twice. */
    boolean isChanging() {
        return changing;
    }

    /** Returns false when something changed meanwhile; each entry is one of the map's in any case. */
    private boolean read() {
        entries.clear();
        Object[] live = table();
        if (live == null) {
            return true;
        }
        Object[] before = live.clone();
        boolean same = true;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null && !add(before[i], live, i)) {
                same = false;
            }
        }
        return same && live == table() && isSame(before, live);
    }

    private boolean add(Object entry, Object[] live, int place) {
        Object key = source.object(entry, Reference.class, "referent");
        Object value = source.object(entry, entry.getClass(), "value");
        // When it is removed, its key goes first, then its value, then itself.
        boolean same = live[place] == entry && source.object(entry, Reference.class, "referent") == key;
        if (same) {
            entries.add(new Object[] {key, value, live, place, entry});
        }
        return same;
    }

    /** Says whether an entry is where it was: one whose key is gone may just have been on its way out. */
    static boolean isThere(Object[] entry) {
        return ((Object[]) entry[2])[(Integer) entry[3]] == entry[4];
    }

    /** The thread's own: what is in it may change at any time. */
    private Object[] table() {
        Object map = source.object(thread, Thread.class, field);
        return map == null ? null : (Object[]) source.object(map, map.getClass(), "table");
    }

    private static boolean isSame(Object[] before, Object[] now) {
        for (int i = 0; i < before.length; i++) {
            if (before[i] != now[i]) {
                return false;
            }
        }
        return true;
    }
}
