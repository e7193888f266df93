// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.util.Map;
import java.util.WeakHashMap;

/** Walks over hash tables: arrays of chains of entries. */
final class HashWalk {
    /** Most tables that one resizing hands on to the next. */
    private static final int MAX_TABLES = 8;

    private final Peek peek;

    HashWalk(Peek peek) {
        this.peek = peek;
    }

    void walk(Object map, Shape shape, Members to) {
        Object[] table = (Object[]) peek.object(map, shape.type, shape.path(1));
        Object nullKey = map instanceof WeakHashMap ? maskOfNullKey(shape) : null;
        boolean more = table != null;
        for (int i = 0; more && i < table.length; i++) {
            more = to.step() && walkBin(table, i, shape, nullKey, 0, to);
        }
    }

    private boolean walkBin(Object[] table, int index, Shape shape, Object nullKey, int tables, Members to) {
        Object node = table[index];
        if (node != null && shape.family == 'C' && (int) peek.number(node, node.getClass(), "hash") < 0) {
            if (peek.find(node, node.getClass(), "nextTable")) {
                return walkMoved((Object[]) peek.reference(), table.length, index, shape, tables, to);
            }
            // Else a bin of a tree, whose nodes are a chain as well, or a place that is being computed.
            node = peek.find(node, node.getClass(), "first") ? peek.reference() : null;
        }
        return walkChain(node, shape, nullKey, to);
    }

    /** A ConcurrentHashMap is being resized: the bin's entries are in two of the next table already. */
    private boolean walkMoved(Object[] next, int length, int index, Shape shape, int tables, Members to) {
        if (next == null || tables == MAX_TABLES || index + length >= next.length) {
            return true;
        }
        return walkBin(next, index, shape, null, tables + 1, to)
                && walkBin(next, index + length, shape, null, tables + 1, to);
    }

    private boolean walkChain(Object first, Shape shape, Object nullKey, Members to) {
        Object node = first;
        while (node != null) {
            Object key = peek.object(node, shape.path(2));
            if (nullKey != null && key == null) {
                to.gone();
            } else if (!to.entry(key == nullKey ? null : key, peek.object(node, shape.path(3)))) {
                return false;
            }
            Object next = peek.object(node, shape.path(4));
            if (!to.step() || next == node) {
                return next == node;
            }
            node = next;
        }
        return true;
    }

    /** What stands for null in all WeakHashMaps. Static, so that one of our own tells it. */
    private Object maskOfNullKey(Shape shape) {
        Map<Object, Object> own = new WeakHashMap<Object, Object>(1);
        own.put(null, null);
        Object[] table = (Object[]) peek.object(own, WeakHashMap.class, shape.path(1));
        for (int i = 0; i < table.length; i++) {
            if (table[i] != null) {
                return peek.object(table[i], shape.path(2));
            }
        }
        throw new NoSuchFieldError("NULL_KEY");
    }

    /** The count and what its cells add to it, as {@code ConcurrentHashMap.sumCount} does. */
    int sizeOfConcurrent(Object map, Shape shape) {
        long sum = peek.number(map, shape.type, "baseCount");
        Object[] cells = (Object[]) peek.object(map, shape.type, "counterCells");
        for (int i = 0; cells != null && i < cells.length; i++) {
            if (cells[i] != null) {
                sum += peek.number(cells[i], cells[i].getClass(), "value");
            }
        }
        return (int) Math.max(0, Math.min(sum, Integer.MAX_VALUE));
    }
}
