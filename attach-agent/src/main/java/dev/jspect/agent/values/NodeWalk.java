// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/** Walks over containers made of nodes that lead to one another: chains and binary trees. */
final class NodeWalk {
    /** A red-black tree of 2^31 nodes is at most 62 high. */
    private static final int MAX_HEIGHT = 64;

    private final Peek peek;

    NodeWalk(Peek peek) {
        this.peek = peek;
    }

    void walkLinks(Object container, Shape shape, Members to) {
        boolean concurrent = shape.family == 'Q';
        boolean entries = !shape.path(3).equals("-");
        Object node = peek.object(container, shape.type, shape.path(1));
        if (concurrent && !entries && node != null) {
            node = first(node, to);
        }
        while (node != null && to.step()) {
            Object item = peek.object(node, shape.path(2));
            Object value = entries ? peek.object(node, shape.path(3)) : item;
            // Concurrent ones leave nodes of items that are taken: null, or the node itself.
            boolean taken = concurrent && (item == null || value == null || value == node);
            if (!taken && !(entries ? to.entry(item, value) : to.element(item))) {
                return;
            }
            Object next = peek.object(node, shape.path(4));
            node = next == node ? null : next;
        }
    }

    /** A ConcurrentLinkedDeque's head may be behind its first node. */
    private Object first(Object head, Members to) {
        Object node = head;
        if (peek.find(node, node.getClass(), "prev")) {
            Object before = peek.reference();
            while (before != null && before != node && to.step()) {
                node = before;
                before = peek.object(node, "prev");
            }
        }
        return node;
    }

    void walkTree(Object container, Shape shape, Members to) {
        Object[] above = new Object[MAX_HEIGHT];
        int height = 0;
        Object node = peek.object(container, shape.type, shape.path(1));
        while (node != null || height > 0) {
            if (!to.step()) {
                return;
            }
            if (node != null && height < MAX_HEIGHT) {
                above[height++] = node;
                node = peek.object(node, shape.path(4));
                continue;
            }
            node = above[--height];
            if (!to.entry(peek.object(node, shape.path(2)), peek.object(node, shape.path(3)))) {
                return;
            }
            node = peek.object(node, shape.path(5));
        }
    }
}
