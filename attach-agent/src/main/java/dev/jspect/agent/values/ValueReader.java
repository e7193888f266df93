// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.lang.reflect.Array;
import java.security.Key;
import java.security.PrivateKey;
import javax.crypto.SecretKey;

/**
 * Reads values of the target for one document: from memory, within bounds, without secrets. Never runs a method of an
 * application class, takes no lock of one, and throws nothing. Not thread-safe.
 */
public final class ValueReader {
    static final String TRUNCATED = "truncated";
    static final String REDACTED = "redacted";
    static final String UNNAMED = "redacted: no name to judge it by";
    private static final String TOO_DEEP = "too deep";
    private static final int MAX_LEVEL = ValueTree.MAX_DEPTH - 1;

    private final ValueBounds bounds;
    private final Budget budget;
    private final Secrets secrets;
    private final Peek peek;
    private final Shapes shapes = Shapes.all();
    private final Containers containers;
    private final Texts texts;
    private final Identities identities = new Identities();

    /** The time that the bounds allow begins here. */
    public ValueReader(FieldAccess fields, ValueBounds bounds) {
        this.bounds = bounds;
        this.budget = new Budget(bounds.totalBytes, bounds.millis);
        this.secrets = new Secrets(bounds.revealed);
        this.peek = new Peek(fields);
        this.containers = new Containers(peek, shapes);
        this.texts = new Texts(peek, secrets, budget, bounds.length);
    }

    /** Begins with the same document at a later moment: objects that were read are read again, and keep their ids; the time that the bounds allow begins anew. */
    public void again() {
        identities.again();
        budget.restart();
    }

    /**
     * Reads a reference.
     *
     * @param name the variable's, which may be that of a secret; or null
     * @param value or null
     */
    public ValueTree read(String name, Object value) {
        return read(name, value, Math.min(bounds.depth, ValueTree.MAX_DEPTH - 2), 0);
    }

    /**
     * Reads a primitive.
     *
     * @param kind the descriptor's character, {@code 'I'} for an int
     * @param bits as {@link ValueTree#bits}
     */
    public ValueTree readPrimitive(String name, int kind, long bits) {
        if (kind != 'Z' && secrets.isSecret(name)) {
            return missing(REDACTED, null, 0, ValueTree.NO_SIZE);
        }
        if (budget.isSpent()) {
            return missing(TRUNCATED, null, 0, ValueTree.NO_SIZE);
        }
        return Scalars.primitive(kind, bits, budget);
    }

    ValueTree read(String name, Object value, int depth, int level) {
        if (value == null) {
            budget.spend(Budget.NULL);
            return ValueTree.ofNull();
        }
        String className = null;
        int mark = identities.mark();
        try {
            className = value.getClass().getName();
            if ((!(value instanceof Boolean) && secrets.isSecret(name)) || isSecretKey(value)) {
                return missing(REDACTED, className, 0, ValueTree.NO_SIZE);
            }
            if (secrets.areUnnamed(value, name)) {
                return missing(UNNAMED, className, 0, ValueTree.NO_SIZE);
            }
            if (budget.isSpent()) {
                return missing(TRUNCATED, className, 0, ValueTree.NO_SIZE);
            }
            ValueTree scalar = Scalars.of(value, className, texts, budget);
            return scalar != null ? scalar : readObject(value, className, depth, level);
        } catch (Throwable e) {
            // Whatever it was, no stack left included: this value is not shown, others are.
            identities.goBack(mark);
            if (e instanceof OutOfMemoryError) {
                // What little memory is left is the application's.
                budget.exhaust();
            }
            return missing("not readable: " + e.getClass().getName(), className, 0, ValueTree.NO_SIZE);
        }
    }

    private static boolean isSecretKey(Object value) {
        return value instanceof Key && (value instanceof PrivateKey || value instanceof SecretKey);
    }

    private ValueTree readObject(Object value, String className, int depth, int level) {
        Object identity = peek.identity(value);
        int id = identities.idOf(identity);
        if (identities.isWritten(identity)) {
            budget.spend(Budget.VALUE + className.length());
            return ValueTree.ofSeen(className, id);
        }
        Class<?> type = value.getClass();
        Shape shape = type.isArray() ? null : shapes.nearest(type);
        if (value instanceof char[] || (shape != null && shape.isText())) {
            identities.write(identity);
            return texts.read(value, shape, className, id);
        }
        boolean free = shape != null && shape.family == 'F' && Shapes.isOfJdk(type);
        int left = free ? Math.max(1, depth) : depth;
        if (left == 0 || level >= MAX_LEVEL) {
            return missing(TOO_DEEP, className, id, sizeOf(value, shape));
        }
        if (value instanceof byte[] && texts.isSecret((byte[]) value, bounds.items)) {
            return missing(REDACTED, className, id, ValueTree.NO_SIZE);
        }
        budget.spend(Budget.VALUE + className.length());
        if (type.isArray()) {
            identities.write(identity);
            return readArray(value, className, id, left, level);
        }
        int childDepth = free ? left : left - 1;
        for (Shape at = shape; at != null && !at.isObject(); at = shapes.nearest(at.type.getSuperclass())) {
            int mark = identities.mark();
            try {
                identities.write(identity);
                return readContainer(value, at, className, id, childDepth, level);
            } catch (NoSuchFieldError e) {
                // This JDK keeps it elsewhere: then its superclass may say more, or its fields must.
                identities.goBack(mark);
            }
        }
        identities.write(identity);
        return new ObjectFields(this, peek, shapes, budget, bounds.items)
                .read(value, className, id, childDepth, level + 1);
    }

    private int sizeOf(Object value, Shape shape) {
        if (value.getClass().isArray()) {
            return Array.getLength(value);
        }
        try {
            return shape == null || shape.isObject() ? ValueTree.NO_SIZE : containers.size(value, shape);
        } catch (NoSuchFieldError e) {
            // It would be shown as any other object is, which has no size.
            return ValueTree.NO_SIZE;
        } catch (NotTakenException e) {
            // A container within another, that is too deep to be shown: how much is in it is left out.
            return ValueTree.NO_SIZE;
        }
    }

    private ValueTree readArray(Object array, String className, int id, int depth, int level) {
        int size = Array.getLength(array);
        Members members = new Members(this, bounds.items, depth - 1, level + 1, size);
        new ArrayWalk(peek).walkArray(array, 0, size, members);
        return ValueTree.ofMembers(ValueTree.SEQUENCE, className, id, size, members.trees, members.notCaptured());
    }

    private ValueTree readContainer(Object value, Shape shape, String className, int id, int depth, int level) {
        int kind = containers.isMap(value, shape) ? ValueTree.MAP : ValueTree.SEQUENCE;
        Members members = new Members(this, bounds.items, depth, level + 1, containers.size(value, shape));
        containers.walk(value, shape, members);
        return ValueTree.ofMembers(kind, className, id, members.size(), members.trees, members.notCaptured());
    }

    /** Returns the text of a map's key, by which its value may be a secret; null for a key that is no text. */
    String nameOf(Object key) {
        return texts.nameOf(key);
    }

    boolean isSecret(String name) {
        return secrets.isSecret(name);
    }

    boolean isSpent() {
        return budget.isSpent();
    }

    private ValueTree missing(String why, String className, int id, int size) {
        budget.spend(Budget.VALUE + why.length() + (className == null ? 0 : className.length()));
        return ValueTree.ofMissing(why, className, id, size);
    }
}
