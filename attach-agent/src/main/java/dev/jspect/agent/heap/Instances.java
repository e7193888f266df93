// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.heap;

import dev.jspect.protocol.ClassCount;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** The objects of the classes of one name, and of their subclasses. */
public final class Instances {

    private final Instrumentation instrumentation;
    private final HeapWalk heap;
    private Object[] objects = new Object[0];
    private long pausedNanos;

    public Instances(Instrumentation instrumentation, HeapWalk heap) {
        this.instrumentation = instrumentation;
        this.heap = heap;
    }

    /**
     * Counts the objects of some classes and their subclasses; then {@link #objects} has some of them.
     *
     * @param most how many objects at most
     * @return a count for each class that has objects
     */
    public synchronized List<ClassCount> count(List<Class<?>> named, int most, boolean collectFirst) {
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
