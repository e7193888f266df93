// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The classes that a session has put into another form, until it puts them back. For one thread. */
public final class ChangedClasses {
    private final Instrumentation instrumentation;
    private final RunningClasses classes;
    // Class.hashCode is identity, and final.
    private final Map<Class<?>, Rewriting> changed = new LinkedHashMap<Class<?>, Rewriting>();
    private boolean disturbed;

    public ChangedClasses(Instrumentation instrumentation, RunningClasses classes) {
        this.instrumentation = instrumentation;
        this.classes = classes;
    }

    /**
     * Puts a class into a form; of one that is in another already, what that was made from counts.
     *
     * @throws IllegalStateException when the class is not what it was, or cannot be changed
     * @throws OutOfMemoryError when the target has no memory to do so
     */
    public void change(ClassForm form) {
        Rewriting rewriting = changed.get(form.type);
        if (rewriting == null) {
            rewriting = new Rewriting(form);
            // Before it is tried: what has failed half-way is taken back, too.
            changed.put(form.type, rewriting);
        }
        rewriting.change(form.form, instrumentation, classes);
    }

    /**
     * Puts a class back; does nothing when it is not changed. May be tried again.
     *
     * @throws IllegalStateException when it cannot be changed
     * @throws OutOfMemoryError when the target has no memory to do so
     */
    public void restore(Class<?> type) {
        Rewriting rewriting = changed.get(type);
        if (rewriting != null) {
            rewriting.end(instrumentation, classes);
            disturbed |= rewriting.isDisturbed();
            changed.remove(type);
        }
    }

    /** Puts all back, as far as it can, and throws what {@link #restore} has thrown first. */
    public void restoreAll() {
        Throwable failure = null;
        for (Class<?> type : new ArrayList<Class<?>>(changed.keySet())) {
            try {
                restore(type);
            } catch (RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure instanceof Error) {
            throw (Error) failure;
        } else if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether nothing is changed. */
    public boolean isEmpty() {
        return changed.isEmpty();
    }

    /** Says whether another agent has changed one of the classes since. */
    public boolean isDisturbed() {
        boolean others = disturbed;
        for (Rewriting rewriting : changed.values()) {
            others |= rewriting.isDisturbed();
        }
        return others;
    }
}
