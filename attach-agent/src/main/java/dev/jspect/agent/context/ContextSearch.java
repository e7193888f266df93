// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds one thing that a thread carries, by the name that it is shown with. Any thread. */
public final class ContextSearch {
    private static final int MOST_VIRTUAL_THREADS = 100_000;
    private static final int MOST_BINDINGS = 1_000;
    private static final int MILLIS = 5_000;
    private static final int NOT_CALLED = 6;

    private final ContextSource source;
    private final List<String> holders;
    private final Map<String, String> labels;

    /**
     * @param holders classes whose static fields hold objects that hold keys
     * @param labels what people call what the static fields of classes hold, by the classes' names
     */
    public ContextSearch(ContextSource source, List<String> holders, Map<String, String> labels) {
        this.source = source;
        this.holders = holders;
        this.labels = labels;
    }

    /**
     * Returns what a thread carries under a name, the object itself.
     *
     * @throws NoSuchElementException when the thread has ended, or carries nothing of that name, or several things; it says what there is
     */
    public synchronized Object find(long id, String name) {
        Thread thread = thread(id);
        if (thread == null) {
            throw new NoSuchElementException("thread #" + id + " has ended");
        }
        List<Object[]> entries = new ArrayList<Object[]>();
        LocalMap locals = LocalMap.of(source, thread, "threadLocals");
        LocalMap inheritable = LocalMap.of(source, thread, "inheritableThreadLocals");
        entries.addAll(locals.entries());
        entries.addAll(inheritable.entries());
        List<Object[]> scoped = ScopedBindings.of(source, thread, MOST_BINDINGS);
        if (scoped != null) {
            entries.addAll(scoped);
        }
        KeyNames names = new KeyNames(source, holders, new Allowance(MILLIS));
        Set<String> others = new TreeSet<String>();
        int best = NOT_CALLED;
        Map<String, Object> found = new TreeMap<String, Object>();
        for (Object[] entry : entries) {
            String[] key = entry[0] == null ? null : names.of(entry[0]);
            if (key != null) {
                int rank = rank(key, name, entry[1]);
                if (rank < best) {
                    best = rank;
                    found.clear();
                }
                if (rank == best && rank < NOT_CALLED) {
                    found.put(key[0] + '.' + key[1], entry[1]);
                }
                others.add(labels.containsKey(key[0]) ? labels.get(key[0]) : simple(key[0]) + '.' + key[1]);
            }
        }
        if (found.size() > 1) {
            throw new NoSuchElementException("several are called " + name + ": " + found.keySet());
        }
        if (found.isEmpty()) {
            boolean isWhole = scoped != null && !locals.isChanging() && !inheritable.isChanging() && names.isComplete();
            throw new NoSuchElementException("the thread carries no " + name
                    + (isWhole ? " now" : " as far as could be read")
                    + (others.isEmpty() ? "" : ", but " + others)
                    + "; it goes on after its frames are read");
        }
        return found.values().iterator().next();
    }

    private Thread thread(long id) {
        for (Thread thread : source.platformThreads()) {
            if (ThreadFields.id(source, thread) == id) {
                return thread;
            }
        }
        List<?> virtual = source.virtualThreads(MOST_VIRTUAL_THREADS, new long[1]);
        if (virtual != null) {
            for (Object thread : virtual) {
                if (ThreadFields.id(source, (Thread) thread) == id) {
                    return (Thread) thread;
                }
            }
        }
        return null;
    }

    /** How well a name fits: lower is better. An MDC keeps more than its map in thread-locals. */
    private int rank(String[] key, String name, Object value) {
        String whole = key[0] + '.' + key[1];
        if (name.equals(whole) || name.equals(whole.replace('$', '.'))) {
            return 0;
        }
        if (name.equals(simple(key[0]) + '.' + key[1])) {
            return 1;
        }
        if (name.equals(labels.get(key[0]))) {
            return value instanceof Map ? 2 : value != null ? 3 : 4;
        }
        return name.equals(key[1]) ? 5 : NOT_CALLED;
    }

    /** As it is shown: without the package. */
    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
