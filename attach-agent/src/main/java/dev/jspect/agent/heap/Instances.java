// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.heap;

import dev.jspect.protocol.ClassCount;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The objects of the classes of one name, and of their subclasses. */
public final class Instances {
    private static final int MOST_SUGGESTIONS = 8;

    private final Instrumentation instrumentation;
    private final HeapWalk heap;
    private Object[] objects = new Object[0];
    private long pausedNanos;

    public Instances(Instrumentation instrumentation, HeapWalk heap) {
        this.instrumentation = instrumentation;
        this.heap = heap;
    }

    /**
     * Counts objects; then {@link #objects} has some of them.
     *
     * @param name a class's binary or source name, or its simple name
     * @param most how many objects at most
     * @return a count for each class that has objects, or the names of classes that may have been meant when none has that name
     */
    public synchronized List<ClassCount> count(String name, int most, boolean collectFirst) {
        List<Class<?>> named = named(name);
        List<Class<?>> classes = new ArrayList<Class<?>>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            for (Class<?> wanted : named) {
                if (wanted.isAssignableFrom(loaded)) {
                    classes.add(loaded);
                    break;
                }
            }
        }
        return count(classes.toArray(new Class<?>[0]), most, collectFirst);
    }

    /** Returns the objects of a class and its subclasses. May be called by the thread of an evaluation. */
    public synchronized Object[] of(Class<?> type, int most) {
        List<Class<?>> classes = new ArrayList<Class<?>>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (type.isAssignableFrom(loaded)) {
                classes.add(loaded);
            }
        }
        count(classes.toArray(new Class<?>[0]), most, false);
        return objects();
    }

    private List<ClassCount> count(Class<?>[] classes, int most, boolean collectFirst) {
        long[] numbers = new long[2 + classes.length * 2];
        Object[] found = heap.walk(classes, most, collectFirst, numbers);
        if (found == null || numbers[1] != 0) {
            throw new IllegalStateException(
                    found == null ? "no memory for a walk over the heap" : "JVMTI error " + numbers[1]);
        }
        objects = found;
        pausedNanos = numbers[0];
        List<ClassCount> counts = new ArrayList<ClassCount>();
        for (int i = 0; i < classes.length; i++) {
            if (numbers[2 + i * 2] > 0) {
                ClassLoader loader = classes[i].getClassLoader();
                counts.add(new ClassCount(
                        classes[i].getName(),
                        loader == null ? 0 : System.identityHashCode(loader),
                        numbers[2 + i * 2],
                        numbers[3 + i * 2]));
            }
        }
        return counts;
    }

    /** Says whether a class of this name is loaded. */
    public boolean isLoaded(String name) {
        return !named(name).isEmpty();
    }

    /** All classes of that name, one a loader; else all of that simple name. */
    private List<Class<?>> named(String name) {
        List<Class<?>> exact = new ArrayList<Class<?>>();
        List<Class<?>> simple = new ArrayList<Class<?>>();
        String suffix = name.replace('$', '.');
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            String full = loaded.getName().replace('$', '.');
            if (loaded.getName().equals(name) || full.equals(suffix)) {
                exact.add(loaded);
            } else if (full.endsWith(suffix) && full.charAt(full.length() - suffix.length() - 1) == '.') {
                simple.add(loaded);
            }
        }
        return exact.isEmpty() ? simple : exact;
    }

    /** Names loaded classes whose names contain that text, whatever its case. */
    public List<String> similarTo(String name) {
        String wanted = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<String>();
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            boolean fits = !loaded.isArray()
                    && loaded.getName().toLowerCase(Locale.ROOT).contains(wanted)
                    && !names.contains(loaded.getName());
            if (fits && names.size() < MOST_SUGGESTIONS) {
                names.add(loaded.getName());
            }
        }
        return names;
    }

    /** Returns some of the objects that were counted last; forgets them. */
    public Object[] objects() {
        Object[] taken = objects;
        objects = new Object[0];
        return taken;
    }

    /** Returns for how long the target was stopped by the last walk. */
    public long pausedNanos() {
        return pausedNanos;
    }
}
