// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** Classes of an application that must not run while they are armed, and objects of them in whatever can hold one. */
final class Traps {
    private static volatile boolean armed;
    private static volatile String sprung;

    private Traps() {}

    static void arm() {
        armed = true;
    }

    static void disarm() {
        armed = false;
    }

    /** Returns the method that ran while the traps were armed, or null. */
    static String sprung() {
        return sprung;
    }

    /** Disarms the traps, and forgets what ran. */
    static void reset() {
        armed = false;
        sprung = null;
    }

    /** What each method of the application does. */
    static <T> T trap(String method, T otherwise) {
        if (armed) {
            sprung = method;
            throw new AssertionError("application code ran: " + method);
        }
        return otherwise;
    }

    private static List<Object> traps() {
        List<Object> traps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            traps.add(new Trap(i));
        }
        return traps;
    }

    /** Everything that a trap can be in. */
    static List<Object> containersOfTraps() {
        List<Object> all = new ArrayList<>();
        for (Map<Object, Object> map : List.<Map<Object, Object>>of(
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new IdentityHashMap<>(),
                new WeakHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentSkipListMap<>(),
                new TrapHashMap())) {
            for (Object trap : traps()) {
                map.put(trap, trap);
            }
            all.add(map);
            all.add(map.keySet());
            all.add(map.values());
            all.add(map.entrySet());
            all.add(Collections.unmodifiableMap(map));
            all.add(Collections.synchronizedMap(map).entrySet());
        }
        for (Collection<Object> collection : List.<Collection<Object>>of(
                new ArrayList<>(),
                new ArrayDeque<>(),
                new PriorityQueue<>(),
                new HashSet<>(),
                new CopyOnWriteArrayList<>(),
                new LinkedBlockingQueue<>(),
                new ConcurrentLinkedDeque<>(),
                new TrapArrayList())) {
            collection.addAll(traps());
            all.add(collection);
            all.add(Collections.synchronizedCollection(collection));
        }
        all.add(traps().toArray());
        all.add(List.of(new Trap(1)));
        all.add(List.copyOf(traps()));
        all.add(Set.copyOf(traps()));
        all.add(Map.of(new Trap(1), new Trap(2)));
        all.add(Optional.of(new Trap(1)));
        all.add(new AtomicReference<>(new Trap(1)));
        all.add(Map.entry(new Trap(1), new Trap(2)));
        return all;
    }

    static List<Object> trappedObjects() {
        return Arrays.asList(
                new TrapList(),
                new TrapMap(),
                new TrapDate(),
                new TrapException(),
                TrapEnum.ONE,
                Collections.unmodifiableList(new TrapList()),
                Collections.synchronizedMap(new TrapMap()),
                new TrapList().subList(0, 1));
    }

    /** Equal and alike to all others: a tree of them, a chain of them. */
    @SuppressWarnings("ComparableType")
    private static final class Trap implements Comparable<Object>, CharSequence {
        private final int number;

        Trap(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            return trap("toString", "");
        }

        @Override
        public int hashCode() {
            return trap("hashCode", 42);
        }

        @Override
        public boolean equals(Object other) {
            return trap("equals", other instanceof Trap trap && trap.number == number);
        }

        @Override
        public int compareTo(Object other) {
            return trap("compareTo", Integer.compare(number, ((Trap) other).number));
        }

        @Override
        public int length() {
            return trap("length", 0);
        }

        @Override
        public char charAt(int index) {
            return trap("charAt", 'x');
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return trap("subSequence", this);
        }
    }

    private static final class TrapList extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            return trap("get", "element");
        }

        @Override
        public int size() {
            return trap("size", 1);
        }
    }

    private static final class TrapMap extends AbstractMap<Object, Object> {
        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return trap("entrySet", Collections.emptySet());
        }
    }

    static final class TrapArrayList extends ArrayList<Object> {
        private static final long serialVersionUID = 1;

        @Override
        public Iterator<Object> iterator() {
            return trap("iterator", super.iterator());
        }

        @Override
        public int size() {
            return trap("size", super.size());
        }

        @Override
        public Object get(int index) {
            return trap("get", super.get(index));
        }
    }

    static final class TrapHashMap extends HashMap<Object, Object> {
        private static final long serialVersionUID = 1;
        private final Object[] table = {"the application's own table"};

        @Override
        public int size() {
            return trap("size", super.size() + 0 * table.length);
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return trap("entrySet", super.entrySet());
        }
    }

    @SuppressWarnings("JavaUtilDate")
    private static final class TrapDate extends Date {
        private static final long serialVersionUID = 1;

        @Override
        public long getTime() {
            return trap("getTime", super.getTime());
        }

        @Override
        public String toString() {
            return trap("toString", "");
        }
    }

    private static final class TrapException extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            return trap("getMessage", "");
        }

        @Override
        public synchronized Throwable getCause() {
            return trap("getCause", null);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return trap("getStackTrace", new StackTraceElement[0]);
        }
    }

    private enum TrapEnum {
        ONE {
            @Override
            public String toString() {
                return trap("toString", "");
            }
        }
    }
}
