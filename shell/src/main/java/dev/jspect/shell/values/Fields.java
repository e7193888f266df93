// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.util.NoSuchElementException;

/**
 * The fields of an object by name.
 *
 * <p>All methods throw {@link NoSuchElementException} where a field is not there, is of another kind or is not whole.
 */
final class Fields {
    private final ValueTree object;
    private final DocumentIds ids;

    Fields(ValueTree object, DocumentIds ids) {
        this.object = object;
        this.ids = ids;
    }

    /** A boolean, char, byte, short, int or long: types of fields change from one JDK to the next. */
    long number(String name) {
        ValueTree value = get(name);
        boolean integral =
                (value.kind >= ValueTree.BOOLEAN && value.kind <= ValueTree.LONG) || value.kind == ValueTree.CHAR;
        return check(value, integral).bits;
    }

    /** A number that is an int in all JDKs. */
    int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new NoSuchElementException(name);
        }
        return (int) number;
    }

    boolean isLong(String name) {
        return get(name).kind == ValueTree.LONG;
    }

    String text(String name) {
        ValueTree value = get(name);
        return check(value, value.kind == ValueTree.STRING).text;
    }

    boolean isNull(String name) {
        return get(name).kind == ValueTree.NULL;
    }

    Fields object(String name) {
        return of(get(name));
    }

    /** An object that is a field's value, or an element of an array. */
    Fields of(ValueTree value) {
        ValueTree resolved = ids.resolve(value);
        return new Fields(check(resolved, resolved.kind == ValueTree.OBJECT), ids);
    }

    /** An array or a collection. */
    ValueTree sequence(String name) {
        ValueTree value = get(name);
        return check(value, value.kind == ValueTree.SEQUENCE && value.size == value.members.size());
    }

    String className() {
        return object.className;
    }

    private ValueTree get(String name) {
        int index = object.names.indexOf(name);
        // Where a subclass hides a field, whose it is cannot be told.
        if (index < 0 || index != object.names.lastIndexOf(name)) {
            throw new NoSuchElementException(name);
        }
        return ids.resolve(object.members.get(index));
    }

    private static ValueTree check(ValueTree value, boolean fits) {
        if (!fits || value.notCaptured != null) {
            throw new NoSuchElementException("kind " + value.kind);
        }
        return value;
    }
}
