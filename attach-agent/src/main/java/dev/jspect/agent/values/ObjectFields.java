// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.List;

/** The fields of one object: all of them, or for classes in {@link ShapeTable} those that say what it is. Used once. */
final class ObjectFields {
    private static final String[] NAMES_OF_NAMES = {"name", "key", "header"};

    private final ValueReader reader;
    private final Peek peek;
    private final Shapes shapes;
    private final Budget budget;
    private final List<String> names = new ArrayList<String>();
    private final List<ValueTree> fields = new ArrayList<ValueTree>();
    private int left;
    private boolean cut;

    ObjectFields(ValueReader reader, Peek peek, Shapes shapes, Budget budget, int items) {
        this.reader = reader;
        this.peek = peek;
        this.shapes = shapes;
        this.budget = budget;
        this.left = items;
    }

    /**
     * Reads the fields, those of superclasses first.
     *
     * @param level that of the fields
     */
    ValueTree read(Object object, String className, int id, int depth, int level) {
        readClass(object, object.getClass(), pairedName(object), depth, level);
        return ValueTree.ofObject(className, id, names, fields, cut ? ValueReader.TRUNCATED : null);
    }

    private void readClass(Object object, Class<?> type, String paired, int depth, int level) {
        if (type == null || type == Object.class) {
            return;
        }
        readClass(object, type.getSuperclass(), paired, depth, level);
        Shape shape = shapes.of(type);
        if (shape != null && shape.isObject()) {
            for (int i = 0; i < shape.paths(); i++) {
                readPath(object, shape, shape.path(i), paired, depth, level);
            }
            return;
        }
        FieldLayout layout = peek.layout(type);
        for (int i = 0; i < layout.names.length && isWanted(layout.names[i]); i++) {
            String name = layout.names[i];
            boolean reference = FieldLayout.isReference(layout.kinds[i]);
            Object value = reference ? peek.reference(object, layout, i) : null;
            long bits = reference ? 0 : peek.bits(object, layout, i);
            put(name, layout.kinds[i], value, bits, paired, depth, level);
        }
    }

    /** A path may have a name before it, and ^ or _ behind it for the upper or the lower half of a number. */
    private void readPath(Object object, Shape shape, String item, String paired, int depth, int level) {
        int equals = item.indexOf('=');
        String name = equals < 0 ? item : item.substring(0, equals);
        char last = item.charAt(item.length() - 1);
        boolean half = last == '^' || last == '_';
        String path = item.substring(equals + 1, half ? item.length() - 1 : item.length());
        if (!peek.find(object, shape.type, path) || !isWanted(name)) {
            return;
        }
        byte kind = peek.kind();
        boolean reference = FieldLayout.isReference(kind);
        Object value = reference ? peek.reference() : null;
        long bits = reference ? 0 : peek.bits();
        if (half) {
            // The state of a ReentrantReadWriteLock, an int until JDK 25.
            int width = kind == 'J' ? 32 : 16;
            bits = last == '^' ? bits >>> width : bits & ((1L << width) - 1);
            kind = 'I';
        }
        // A Throwable that has no cause yet is its own.
        put(name, kind, value == object ? null : value, bits, paired, depth, level);
    }

    private boolean isWanted(String name) {
        if (left == 0 || budget.isSpent()) {
            cut = true;
            left = 0;
            return false;
        }
        left--;
        budget.spend(4 + name.length());
        return true;
    }

    private void put(String name, byte kind, Object value, long bits, String paired, int depth, int level) {
        String secret = paired != null && isValue(name) ? paired : name;
        names.add(name);
        fields.add(
                FieldLayout.isReference(kind)
                        ? reader.read(secret, value, depth, level)
                        : reader.readPrimitive(secret, kind, bits));
    }

    private static boolean isValue(String name) {
        return name.equals("value") || name.equals("values") || name.equals("val");
    }

    /** Headers, cookies and entries have a name in one field and its value in another. */
    private String pairedName(Object object) {
        for (int i = 0; i < NAMES_OF_NAMES.length; i++) {
            if (peek.find(object, object.getClass(), NAMES_OF_NAMES[i]) && peek.kind() == 'L') {
                String name = reader.nameOf(peek.reference());
                if (reader.isSecret(name)) {
                    return name;
                }
            }
        }
        return null;
    }
}
