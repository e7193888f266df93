// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values as a target sends them, made by hand. */
public final class Trees {
    private Trees() {}

    public static ValueTree number(int number) {
        return ValueTree.ofPrimitive(ValueTree.INT, number, null);
    }

    public static ValueTree number(long number) {
        return ValueTree.ofPrimitive(ValueTree.LONG, number, null);
    }

    public static ValueTree text(String text) {
        return ValueTree.ofString(text, "java.lang.String", 0, text.length(), null);
    }

    /** Returns an object with fields: names and values in turn. */
    public static ValueTree object(String className, int id, Object... fields) {
        List<String> names = new ArrayList<>();
        List<ValueTree> values = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            names.add((String) fields[i]);
            values.add((ValueTree) fields[i + 1]);
        }
        return ValueTree.ofObject(className, id, names, values, null);
    }

    /** Returns an array or a collection that is all there. */
    public static ValueTree sequence(String className, int id, ValueTree... elements) {
        return cut(className, id, elements.length, elements);
    }

    public static ValueTree cut(String className, int id, int size, ValueTree... elements) {
        String notCaptured = size > elements.length ? "truncated" : null;
        return ValueTree.ofMembers(ValueTree.SEQUENCE, className, id, size, Arrays.asList(elements), notCaptured);
    }

    public static ValueTree map(String className, int size, ValueTree... keysAndValues) {
        String notCaptured = 2 * size > keysAndValues.length ? "truncated" : null;
        return ValueTree.ofMembers(ValueTree.MAP, className, 0, size, Arrays.asList(keysAndValues), notCaptured);
    }

    public static DocumentIds ids(ValueTree... values) {
        return DocumentIds.of(Arrays.asList(values));
    }

    /** Reads a real object of the JDK, field by field; its package must be open to the tests. */
    public static ValueTree read(Object value) {
        if (value == null) {
            return ValueTree.ofNull();
        }
        if (value instanceof String text) {
            return text(text);
        }
        if (value.getClass().isArray()) {
            ValueTree[] elements = new ValueTree[Array.getLength(value)];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = element(value, i);
            }
            return sequence(value.getClass().getName(), 0, elements);
        }
        List<Object> fields = new ArrayList<>();
        for (Class<?> c = value.getClass(); c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("rules")) {
                    fields.add(field.getName());
                    fields.add(field(field, value));
                }
            }
        }
        return object(value.getClass().getName(), 0, fields.toArray());
    }

    private static ValueTree field(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return element(field.getType(), field.get(owner));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValueTree element(Object array, int index) {
        return element(array.getClass().getComponentType(), Array.get(array, index));
    }

    private static ValueTree element(Class<?> type, Object value) {
        if (!type.isPrimitive()) {
            return read(value);
        }
        if (type == boolean.class) {
            return ValueTree.ofPrimitive(ValueTree.BOOLEAN, (boolean) value ? 1 : 0, null);
        }
        int kind = List.of("byte", "short", "int", "long").indexOf(type.getName()) + ValueTree.BYTE;
        return ValueTree.ofPrimitive(kind, ((Number) value).longValue(), null);
    }
}
