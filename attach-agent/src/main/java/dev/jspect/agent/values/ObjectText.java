// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The text of one object and what it holds, as far as the limits allow. Used once. */
final class ObjectText {
    private static final int MAX_DEPTH = 6;

    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Object, Object> enclosing = new IdentityHashMap<Object, Object>();
    private final int maxCharacters;
    private final int maxElements;
    private final Secrets secrets;
    private boolean whole = true;
    private boolean redacted;

    ObjectText(int maxCharacters, int maxElements, Secrets secrets) {
        this.secrets = secrets;
        this.maxCharacters = maxCharacters;
        this.maxElements = maxElements;
    }

    /** Says whether a class is the JDK's own, so that its methods are known to behave. */
    static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null && type.getName().startsWith("java.");
    }

    /** Returns what was left out, or null. */
    String notCaptured() {
        return redacted ? ValueReader.REDACTED : whole ? null : ValueReader.TRUNCATED;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    void append(Object value) {
        if (value == null) {
            put("null");
        } else if (value instanceof String) {
            quote((String) value, '"');
        } else if (value instanceof Character) {
            quote(value.toString(), '\'');
        } else if (enclosing.containsKey(value)) {
            put("(this " + value.getClass().getSimpleName() + ")");
        } else if (isFull() || enclosing.size() >= MAX_DEPTH) {
            put("...");
            whole = false;
        } else {
            enclosing.put(value, value);
            appendObject(value);
            enclosing.remove(value);
        }
    }

    /** Appends what has a name, unless that is the name of a secret. */
    private void append(String name, Object value) {
        boolean unnamed = secrets.areUnnamed(value, name);
        if (unnamed || (value != null && !(value instanceof Boolean) && secrets.isSecret(name))) {
            put(unnamed ? "[" + ValueReader.UNNAMED + "]" : Secrets.REDACTED);
            redacted = true;
        } else {
            append(value);
        }
    }

    private static String nameOfKey(Object key) {
        boolean named = key instanceof Enum || (key instanceof CharSequence && isOfJdk(key.getClass()));
        return named ? key.toString() : null;
    }

    private void appendObject(Object value) {
        Class<?> type = value.getClass();
        if (type.isArray()) {
            appendArray(value);
        } else if (value instanceof Collection && isOfJdk(type)) {
            put("[");
            appendAll(((Collection<?>) value).iterator(), ((Collection<?>) value).size());
            put("]");
        } else if (value instanceof Map && isOfJdk(type)) {
            put("{");
            appendAll(((Map<?, ?>) value).entrySet().iterator(), ((Map<?, ?>) value).size());
            put("}");
        } else if (value instanceof Map.Entry && isOfJdk(type)) {
            Object key = ((Map.Entry<?, ?>) value).getKey();
            append(key);
            put("=");
            append(nameOfKey(key), ((Map.Entry<?, ?>) value).getValue());
        } else if (value instanceof Optional && ((Optional<?>) value).isPresent()) {
            put("Optional[");
            append(((Optional<?>) value).get());
            put("]");
        } else if (value instanceof AtomicReference && isOfJdk(type)) {
            append(((AtomicReference<?>) value).get());
        } else if (hasToString(type)) {
            putSafe(stringOf(value));
        } else {
            put(nameOf(value));
            appendFields(value);
        }
    }

    private void appendArray(Object array) {
        int length = Array.getLength(array);
        put(array.getClass().getComponentType().getSimpleName() + "[" + length + "] {");
        for (int i = 0; i < length; i++) {
            if (i == maxElements || isFull()) {
                more(i, length);
                break;
            }
            put(i == 0 ? "" : ", ");
            append(Array.get(array, i));
        }
        put("}");
    }

    private void appendAll(Iterator<?> elements, int size) {
        int i = 0;
        try {
            for (; elements.hasNext(); i++) {
                if (i == maxElements || isFull()) {
                    more(i, size);
                    return;
                }
                put(i == 0 ? "" : ", ");
                append(elements.next());
            }
        } catch (RuntimeException e) {
            // Another thread changes the collection, or an element's own code failed.
            put(" ... (reading stopped: " + e.getClass().getName() + ")");
            whole = false;
        }
    }

    private void more(int shown, int size) {
        put((shown == 0 ? "" : ", ") + "... " + Math.max(0, size - shown) + " more");
        whole = false;
    }

    private void appendFields(Object value) {
        put("{");
        boolean first = true;
        for (Class<?> type = value.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                    continue;
                }
                put((first ? "" : ", ") + field.getName() + "=");
                first = false;
                try {
                    field.setAccessible(true);
                    append(field.getName(), field.get(value));
                } catch (IllegalAccessException | RuntimeException e) {
                    // A module that is not open to us.
                    put("?");
                    whole = false;
                }
            }
        }
        put("}");
    }

    private static boolean hasToString(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException | LinkageError e) {
            // Not a class that can be asked: its fields then say what it is.
            return false;
        }
    }

    private static String stringOf(Object value) {
        try {
            return String.valueOf(value.toString());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return nameOf(value) + " (its toString threw " + e.getClass().getName() + ")";
        }
    }

    private static String nameOf(Object value) {
        return value.getClass().getSimpleName() + "@" + Integer.toHexString(System.identityHashCode(value));
    }

    private void quote(String string, char quote) {
        put(String.valueOf(quote));
        int room = Math.max(0, maxCharacters - text.length());
        String safe = safe(string, room);
        String cut = safe.length() <= room ? safe : safe.substring(0, room);
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            int known = "\n\r\t\b\f\\".indexOf(c);
            if (known >= 0) {
                text.append('\\').append("nrtbf\\".charAt(known));
            } else if (c == quote) {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
        boolean all = cut.length() == safe.length() && string.length() == Secrets.window(string.length(), room);
        whole &= all;
        text.append(all ? String.valueOf(quote) : "...");
    }

    private void putSafe(String string) {
        int room = Math.max(0, maxCharacters + 200 - text.length());
        whole &= string.length() == Secrets.window(string.length(), room);
        put(safe(string, room));
    }

    private String safe(String string, int shown) {
        String safe = secrets.redactBeginning(string, shown);
        redacted |= !string.startsWith(safe);
        return safe;
    }

    private boolean isFull() {
        return text.length() >= maxCharacters;
    }

    private void put(String string) {
        int room = Math.max(0, maxCharacters + 200 - text.length());
        whole &= string.length() <= room;
        text.append(string, 0, Math.min(string.length(), room));
    }
}
