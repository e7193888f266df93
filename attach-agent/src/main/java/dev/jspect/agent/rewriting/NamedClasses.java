// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds loaded classes by their names. */
public final class NamedClasses {
    private static final int MOST_SUGGESTIONS = 5;

    private final Instrumentation instrumentation;

    public NamedClasses(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Returns all classes of a name, one a loader; else all of that simple name.
     *
     * @param name a class's binary or source name, or its simple name
     */
    public List<Class<?>> of(String name) {
        List<Class<?>> exact = new ArrayList<Class<?>>();
        List<Class<?>> simple = new ArrayList<Class<?>>();
        String suffix = name.replace('$', '.');
        String last = suffix.substring(suffix.lastIndexOf('.') + 1);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (!loaded.getName().endsWith(last)) {
                continue;
            }
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
}
