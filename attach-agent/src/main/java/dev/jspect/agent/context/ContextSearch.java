// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/** Finds one thing that a thread carries, by the name that it is shown with. Any thread. */
public final class ContextSearch {
    private static final int MOST_VIRTUAL_THREADS = 100_000;
    private static final int MOST_BINDINGS = 1_000;
    private static final int MILLIS = 5_000;

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
     * @throws NoSuchElementException when the thread has ended, or carries nothing of that name; it says what there is
     */
    public synchronized Object find(long id, String name) {
        Thread thread = thread(id);
        if (thread == null) {
            throw new NoSuchElementException("thread #" + id + " has ended");
        }
        List<Object[]> entries = new ArrayList<Object[]>();
        entries.addAll(LocalMap.of(source, thread, "threadLocals").entries());
        entries.addAll(LocalMap.of(source, thread, "inheritableThreadLocals").entries());
        List<Object[]> scoped = ScopedBindings.of(source, thread, MOST_BINDINGS);
        if (scoped != null) {
            entries.addAll(scoped);
        }
        KeyNames names = new KeyNames(source, holders, new Allowance(MILLIS));
        Set<String> others = new TreeSet<String>();
        for (Object[] entry : entries) {
            String[] found = entry[0] == null ? null : names.of(entry[0]);
            if (found != null) {
                if (isCalled(found, name)) {
                    return entry[1];
                }
                others.add(labels.containsKey(found[0]) ? labels.get(found[0]) : simple(found[0]) + '.' + found[1]);
            }
        }
        throw new NoSuchElementException(
                "the thread carries no " + name + (scoped == null ? " as far as the JVM tells now" : " now")
                        + (others.isEmpty() ? "" : ", but " + others)
                        + "; it goes on after its frames are read");
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

    private boolean isCalled(String[] found, String name) {
        String whole = found[0] + '.' + found[1];
        return name.equals(labels.get(found[0]))
                || name.equals(whole)
                || name.equals(whole.replace('$', '.'))
                || name.equals(simple(found[0]) + '.' + found[1])
                || name.equals(found[1]);
    }

    /** As it is shown: without the package. */
    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
