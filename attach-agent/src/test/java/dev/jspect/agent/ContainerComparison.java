// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Compares what is read of containers with what they say themselves. In the language of Java 8: see {@link ContainersCheck}.
 */
final class ContainerComparison {
    private final List<String> failures = new ArrayList<String>();
    private int checked;

    /** Returns what differed. */
    List<String> failures() {
        return failures;
    }

    /** Returns how many containers were compared. */
    int checked() {
        return checked;
    }

    void sequence(Collection<?> container) {
        List<Object> expected = new ArrayList<Object>();
        for (Object each : container) {
            expected.add(each instanceof Enum ? ((Enum<?>) each).name() : each);
        }
        check(container, ValueTree.SEQUENCE, expected);
    }

    void map(Map<?, ?> container) {
        entries(container, container);
    }

    void entries(Object container, Map<?, ?> map) {
        List<Object> expected = new ArrayList<Object>();
        for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<?, ?> each = i.next();
            Object key = each.getKey() instanceof Enum ? ((Enum<?>) each.getKey()).name() : each.getKey();
            expected.add(Arrays.asList(key, each.getValue()));
        }
        check(container, ValueTree.MAP, expected);
    }

    private void check(Object container, int kind, List<Object> expected) {
        checked++;
        ValueTree tree = TargetValues.read(container);
        List<Object> got = new ArrayList<Object>();
        if (tree.kind == ValueTree.SEQUENCE || tree.kind == ValueTree.MAP) {
            got.addAll((List<?>) TargetValues.plain(tree));
        }
        List<Object> wanted = expected;
        if (!isOrdered(container)) {
            wanted = sorted(expected);
            got = sorted(got);
        }
        boolean right = tree.kind == kind
                && tree.size == expected.size()
                && tree.notCaptured == null
                && tree.className.equals(container.getClass().getName())
                && got.equals(wanted);
        ValueTree shut = TargetValues.read(null, container, TargetValues.bounds(0, 10, 10));
        right &= shut.kind == ValueTree.MISSING && (shut.size == expected.size() || shut.size == ValueTree.NO_SIZE);
        if (!right) {
            failures.add(container.getClass().getName() + " of " + expected.size() + ": kind " + tree.kind + ", size "
                    + tree.size + ", " + tree.notCaptured + ", " + cut(TargetValues.plain(tree)) + " for "
                    + cut(expected));
        }
    }

    private static String cut(Object value) {
        String text = String.valueOf(value);
        return text.length() < 200 ? text : text.substring(0, 200) + "...";
    }

    /** Iterators of these begin elsewhere in the table; JDK's immutable ones even differently in each run. */
    private static boolean isOrdered(Object container) {
        String name = container.getClass().getName();
        return !(name.contains("Hashtable")
                || name.contains("Properties")
                || name.contains("WeakHashMap")
                || name.contains("AsLIFOQueue")
                || name.contains("Synchronized")
                || name.contains("Unmodifiable")
                || name.contains("Checked")
                || name.contains("ConcurrentHashMap")
                || name.contains("ImmutableCollections$Set")
                || name.contains("ImmutableCollections$Map"));
    }

    private static List<Object> sorted(List<Object> list) {
        List<Object> sorted = new ArrayList<Object>(list);
        Collections.sort(sorted, (a, b) -> String.valueOf(a).compareTo(String.valueOf(b)));
        return sorted;
    }
}
