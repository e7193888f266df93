// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

/**
 * Finds fields by name. A path is names with dots between, {@code sync.state}, and where JDKs differ the ways with bars
 * between, {@code daemon|holder.daemon}. A null on the way reads as null or 0. Not thread-safe.
 */
public final class Peek {
    private final FieldAccess access;
    // Where the last search ended; holder is null behind a null.
    private Object holder;
    private long id;
    private byte kind;

    public Peek(FieldAccess access) {
        this.access = access;
    }

    Object identity(Object object) {
        return access.identity(object);
    }

    FieldLayout layout(Class<?> type) {
        return access.layout(type);
    }

    /**
     * Returns what a field of reference type refers to.
     *
     * @param type where the first name is looked for, and above; a superclass of the object's class or that itself
     * @throws NoSuchFieldError when this JDK keeps it elsewhere
     */
    public Object object(Object object, Class<?> type, String path) {
        if (!find(object, type, path) || !FieldLayout.isReference(kind)) {
            throw new NoSuchFieldError(path);
        }
        return reference();
    }

    /** Returns what a field of an object's own class, or above, refers to. */
    Object object(Object object, String path) {
        return object(object, object.getClass(), path);
    }

    /** Returns a primitive field's bits; otherwise as {@link #object(Object, Class, String)}. */
    public long number(Object object, Class<?> type, String path) {
        if (!find(object, type, path) || (holder != null && FieldLayout.isReference(kind))) {
            throw new NoSuchFieldError(path);
        }
        return bits();
    }

    /** Looks for a field, so that {@link #kind}, {@link #reference} and {@link #bits} speak of it. */
    boolean find(Object object, Class<?> type, String path) {
        for (int from = 0, bar; ; from = bar + 1) {
            bar = path.indexOf('|', from);
            if (findOne(object, type, bar < 0 ? path.substring(from) : path.substring(from, bar))) {
                return true;
            }
            if (bar < 0) {
                return false;
            }
        }
    }

    private boolean findOne(Object object, Class<?> type, String path) {
        Object at = object;
        Class<?> start = type;
        for (int from = 0; ; ) {
            int dot = path.indexOf('.', from);
            if (!findField(start, dot < 0 ? path.substring(from) : path.substring(from, dot))) {
                return false;
            }
            holder = at;
            if (dot < 0) {
                return true;
            }
            if (!FieldLayout.isReference(kind)) {
                return false;
            }
            at = access.reference(at, id);
            if (at == null) {
                holder = null;
                kind = 'L';
                return true;
            }
            start = at.getClass();
            from = dot + 1;
        }
    }

    private boolean findField(Class<?> type, String name) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            FieldLayout layout = access.layout(at);
            int index = layout.indexOf(name);
            if (index >= 0) {
                id = layout.ids[index];
                kind = layout.kinds[index];
                return true;
            }
        }
        return false;
    }

    byte kind() {
        return kind;
    }

    /** Returns what the field found refers to; null when it is a primitive. */
    Object reference() {
        return holder == null || !FieldLayout.isReference(kind) ? null : access.reference(holder, id);
    }

    /** Returns the bits of the field found; 0 when it is a reference. */
    long bits() {
        return holder == null || FieldLayout.isReference(kind) ? 0 : access.bits(holder, id, kind);
    }

    Object reference(Object object, FieldLayout layout, int index) {
        return access.reference(object, layout.ids[index]);
    }

    long bits(Object object, FieldLayout layout, int index) {
        return access.bits(object, layout.ids[index], layout.kinds[index]);
    }
}
