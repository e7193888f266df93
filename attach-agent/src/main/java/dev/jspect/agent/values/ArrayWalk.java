// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueTree;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Walks over containers that keep their elements in an array. */
final class ArrayWalk {
    private final Peek peek;

    ArrayWalk(Peek peek) {
        this.peek = peek;
    }

    void walk(Object container, Shape shape, int size, Members to) {
        if (shape.family == 'B') {
            walkEnumSet(container, shape, to);
            return;
        }
        Object array = peek.object(container, shape.type, shape.path(1));
        if (array == null) {
            return;
        }
        switch (shape.family) {
            case 'A':
                walkArray(array, 0, size, to);
                return;
            case 'R':
                walkRing((Object[]) array, (int) peek.number(container, shape.type, shape.path(2)), size, to);
                return;
            case 'N':
                walkGaps((Object[]) array, to);
                return;
            case 'P':
                walkPairs((Object[]) array, container instanceof IdentityHashMap, to);
                return;
            default:
                walkEnumMap((Object[]) array, (Object[]) peek.object(container, shape.type, shape.path(2)), to);
        }
    }

    /** Takes a part of an array of whatever type. */
    void walkArray(Object array, int from, int size, Members to) {
        if (!(array instanceof Object[])) {
            PrimitiveArrays.walk(array, size, to);
            return;
        }
        Object[] elements = (Object[]) array;
        int end = Math.min(elements.length, from + size);
        for (int i = Math.max(0, from); i < end && to.step() && to.element(elements[i]); i++) {}
    }

    /** The size of what does not say it in a field of its own; {@link ValueTree#NO_SIZE} when only counting tells. */
    int size(Object container, Shape shape) {
        if (shape.family == 'B') {
            return Long.bitCount(peek.number(container, shape.type, shape.path(1)));
        }
        if (shape.family != 'R') {
            return ValueTree.NO_SIZE;
        }
        Object[] ring = (Object[]) peek.object(container, shape.type, shape.path(1));
        int head = (int) peek.number(container, shape.type, shape.path(2));
        int tail = (int) peek.number(container, shape.type, shape.path(3));
        return tail < head ? tail - head + ring.length : tail - head;
    }

    private static void walkRing(Object[] ring, int head, int size, Members to) {
        int end = Math.min(size, ring.length);
        for (int i = 0; i < end && to.step(); i++) {
            if (!to.element(ring[(head + i) % ring.length])) {
                return;
            }
        }
    }

    private static void walkGaps(Object[] array, Members to) {
        for (int i = 0; i < array.length && to.step(); i++) {
            if (array[i] != null && !to.element(array[i])) {
                return;
            }
        }
    }

    private void walkPairs(Object[] table, boolean masked, Members to) {
        Object nullKey = masked ? maskOfNullKey() : null;
        for (int i = 0; i + 1 < table.length && to.step(); i += 2) {
            Object key = table[i];
            if (key != null && !to.entry(key == nullKey ? null : key, table[i + 1])) {
                return;
            }
        }
    }

    /** What stands for null in all IdentityHashMaps. Static, so that one of our own tells it. */
    private Object maskOfNullKey() {
        IdentityHashMap<Object, Object> own = new IdentityHashMap<Object, Object>(1);
        own.put(null, null);
        return firstOf((Object[]) peek.object(own, "table"));
    }

    private void walkEnumMap(Object[] keys, Object[] values, Members to) {
        Map<Thread.State, Object> own = new EnumMap<Thread.State, Object>(Thread.State.class);
        own.put(Thread.State.NEW, null);
        Object nullValue = firstOf((Object[]) peek.object(own, "vals"));
        for (int i = 0; i < values.length && i < keys.length && to.step(); i++) {
            Object value = values[i];
            if (value != null && !to.entry(keys[i], value == nullValue ? null : value)) {
                return;
            }
        }
    }

    private static Object firstOf(Object[] array) {
        for (int i = 0; i < array.length; i++) {
            if (array[i] != null) {
                return array[i];
            }
        }
        return null;
    }

    private void walkEnumSet(Object set, Shape shape, Members to) {
        Object[] universe = (Object[]) peek.object(set, shape.type, shape.path(2));
        long[] bits = shape.path(0).equals("-")
                ? new long[] {peek.number(set, shape.type, shape.path(1))}
                : (long[]) peek.object(set, shape.type, shape.path(1));
        for (int i = 0; i < universe.length && i >> 6 < bits.length && to.step(); i++) {
            if ((bits[i >> 6] >>> i & 1) != 0 && !to.element(universe[i])) {
                return;
            }
        }
    }
}
