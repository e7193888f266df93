// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueTree;

/** Values that are always written out: primitives and their boxes, strings, enum constants, classes. */
final class Scalars {
    private Scalars() {}

    /** Returns a primitive. */
    static ValueTree primitive(int kind, long bits, Budget budget) {
        budget.spend(Budget.PRIMITIVE);
        return ValueTree.ofPrimitive(kindOf(kind), bits, null);
    }

    private static int kindOf(int descriptor) {
        switch (descriptor) {
            case 'Z':
                return ValueTree.BOOLEAN;
            case 'B':
                return ValueTree.BYTE;
            case 'S':
                return ValueTree.SHORT;
            case 'I':
                return ValueTree.INT;
            case 'J':
                return ValueTree.LONG;
            case 'F':
                return ValueTree.FLOAT;
            case 'D':
                return ValueTree.DOUBLE;
            case 'C':
                return ValueTree.CHAR;
            default:
                throw new IllegalArgumentException("no primitive: " + descriptor);
        }
    }

    /** Returns an object that is always written out; null when it is not one of these. Their classes are final, or the method is. */
    static ValueTree of(Object value, String className, Texts texts, Budget budget) {
        if (value instanceof String) {
            return texts.of((String) value, className);
        }
        if (value instanceof Enum) {
            return name(ValueTree.ENUM, ((Enum<?>) value).name(), className, budget);
        }
        if (value instanceof Class) {
            return name(ValueTree.CLASS, ((Class<?>) value).getName(), className, budget);
        }
        if (value instanceof Integer) {
            return box(ValueTree.INT, (Integer) value, className, budget);
        }
        if (value instanceof Long) {
            return box(ValueTree.LONG, (Long) value, className, budget);
        }
        if (value instanceof Boolean) {
            return box(ValueTree.BOOLEAN, (Boolean) value ? 1 : 0, className, budget);
        }
        if (value instanceof Double) {
            return box(ValueTree.DOUBLE, Double.doubleToRawLongBits((Double) value), className, budget);
        }
        if (value instanceof Float) {
            return box(ValueTree.FLOAT, Float.floatToRawIntBits((Float) value), className, budget);
        }
        if (value instanceof Character) {
            return box(ValueTree.CHAR, (Character) value, className, budget);
        }
        if (value instanceof Short) {
            return box(ValueTree.SHORT, (Short) value, className, budget);
        }
        return value instanceof Byte ? box(ValueTree.BYTE, (Byte) value, className, budget) : null;
    }

    private static ValueTree box(int kind, long bits, String className, Budget budget) {
        budget.spend(Budget.PRIMITIVE + className.length());
        return ValueTree.ofPrimitive(kind, bits, className);
    }

    private static ValueTree name(int kind, String name, String className, Budget budget) {
        budget.spend(Budget.VALUE + name.length() + className.length());
        return ValueTree.ofName(kind, name, className, 0);
    }
}
