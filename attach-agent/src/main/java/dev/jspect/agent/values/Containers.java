// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueTree;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

/**
 * Walks over the fields of the JDK's collections and maps; none of their methods run, which take locks and call what they
 * hold. They may change meanwhile: every loop asks {@link Members#step}. A {@link NoSuchFieldError} says that this JDK keeps
 * things elsewhere.
 */
final class Containers {
    private static final int MAX_WRAPPERS = 32;

    private final Peek peek;
    private final Shapes shapes;
    private final ArrayWalk arrays;
    private final NodeWalk nodes;
    private final HashWalk hashes;

    Containers(Peek peek, Shapes shapes) {
        this.peek = peek;
        this.shapes = shapes;
        this.arrays = new ArrayWalk(peek);
        this.nodes = new NodeWalk(peek);
        this.hashes = new HashWalk(peek);
    }

    /** Says whether it holds keys and values rather than elements. */
    boolean isMap(Object container, Shape shape) {
        Object at = container;
        Shape of = shape;
        for (int i = 0; of.family == 'U'; i++) {
            at = wrapped(at, of, i);
            of = shapeOf(at);
        }
        return of.family == 'M' || (of.family != 'K' && of.family != 'X' && at instanceof Map);
    }

    /** Returns the size that the container says; {@link ValueTree#NO_SIZE} when only counting tells. */
    int size(Object container, Shape shape) {
        Object at = container;
        Shape of = shape;
        for (int i = 0; isWrapper(of); i++) {
            at = wrapped(at, of, i);
            of = shapeOf(at);
        }
        switch (of.family) {
            case '0':
                return 0;
            case '1':
                return 1;
            case '2':
                // Of List12 and Set12 themselves: their methods look at a marker that no field of an instance tells.
                return ((Collection<?>) at).size();
            case 'C':
                return hashes.sizeOfConcurrent(at, of);
            default:
                return size(at, of, of.path(0));
        }
    }

    private int size(Object container, Shape shape, String path) {
        if (path.equals("-")) {
            return arrays.size(container, shape);
        }
        if (path.charAt(0) == '@') {
            Object array = peek.object(container, shape.type, path.substring(1));
            return array == null ? 0 : Array.getLength(array);
        }
        return (int) Math.max(0, peek.number(container, shape.type, path));
    }

    /** Gives what a container holds to {@code to}. */
    void walk(Object container, Shape shape, Members to) {
        Object at = container;
        Shape of = shape;
        for (int i = 0; isWrapper(of); i++) {
            if (of.family == 'K' || of.family == 'X') {
                to.takeOnly(of.family == 'K' ? Members.KEYS : Members.VALUES);
            }
            at = wrapped(at, of, i);
            of = shapeOf(at);
        }
        switch (of.family) {
            case '0':
                return;
            case '1':
            case '2':
                walkFields(at, of, to);
                return;
            case 'n':
                walkCopies(at, of, to);
                return;
            case 'L':
            case 'Q':
                nodes.walkLinks(at, of, to);
                return;
            case 'T':
                nodes.walkTree(at, of, to);
                return;
            case 'H':
            case 'C':
                hashes.walk(at, of, to);
                return;
            case 'S':
                walkSublist(at, of, to);
                return;
            default:
                arrays.walk(at, of, size(at, of), to);
        }
    }

    private static boolean isWrapper(Shape shape) {
        return "UMKX".indexOf(shape.family) >= 0;
    }

    private Object wrapped(Object wrapper, Shape shape, int wrappers) {
        if (wrappers > MAX_WRAPPERS) {
            throw new NoSuchFieldError("wrapped too often");
        }
        return peek.object(wrapper, shape.type, shape.path(0));
    }

    /** What an application wraps need not have a shape: then the wrapper is shown as any object. */
    private Shape shapeOf(Object wrapped) {
        Shape shape = wrapped == null ? null : shapes.nearest(wrapped.getClass());
        if (shape != null && isWrapper(shape) && !peek.find(wrapped, shape.type, shape.path(0))) {
            // Properties wrap a map from JDK 9 on; before, they are a Hashtable.
            shape = shapes.nearest(shape.type.getSuperclass());
        }
        if (shape == null || shape.isObject() || shape.isText()) {
            throw new NoSuchFieldError("wraps no container");
        }
        return shape;
    }

    private void walkFields(Object container, Shape shape, Members to) {
        Object first = peek.object(container, shape.type, shape.path(0));
        Object second = shape.paths() < 2 ? null : peek.object(container, shape.type, shape.path(1));
        if (container instanceof Map) {
            to.entry(first, second);
            return;
        }
        to.element(first);
        if (shape.family == '2' && size(container, shape) == 2) {
            to.element(second);
        }
    }

    private void walkCopies(Object container, Shape shape, Members to) {
        Object element = peek.object(container, shape.type, shape.path(1));
        for (int left = size(container, shape); left > 0 && to.step() && to.element(element); ) {
            left--;
        }
    }

    private void walkSublist(Object list, Shape shape, Members to) {
        Object root = peek.object(list, shape.type, shape.path(1));
        Shape of = shapeOf(root);
        if (of.family != 'A' && of.family != '2') {
            throw new NoSuchFieldError("part of what is no array");
        }
        int offset = (int) peek.number(list, shape.type, shape.path(2));
        Object second = peek.object(root, of.type, of.path(1));
        Object array = of.family == 'A' ? second : new Object[] {peek.object(root, of.type, of.path(0)), second};
        arrays.walkArray(array, offset, size(list, shape), to);
    }
}
