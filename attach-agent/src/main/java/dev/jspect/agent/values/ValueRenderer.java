// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueText;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;

/**
 * Renders the result of an evaluation. The JDK's collections, maps and arrays are cut to a number of elements; other
 * objects say their {@code toString}, or their fields where they have none of their own. Runs application code: only in
 * the evaluation's thread, where it can be stopped.
 */
public final class ValueRenderer {
    private static final int SMALLEST = 16;

    private final int maxCharacters;
    private final int maxElements;
    private final Secrets secrets = new Secrets(Collections.<String>emptyList());

    /**
     * @param maxCharacters longest text, in chars; at least 16
     * @param maxElements most elements of one collection or array
     */
    public ValueRenderer(int maxCharacters, int maxElements) {
        this.maxCharacters = Math.max(SMALLEST, Math.min(maxCharacters, 1 << 20));
        this.maxElements = Math.max(0, maxElements);
    }

    /** Renders a value, or null. */
    public ValueText render(Object value) {
        if (value == null) {
            return new ValueText(ValueText.NULL, "", "", ValueText.NO_SIZE, 0, null);
        }
        String type = value.getClass().getTypeName();
        int hash = System.identityHashCode(value);
        if (value instanceof String) {
            return string((String) value, type, hash);
        }
        int kind = scalarKind(value);
        if (kind != ValueText.OBJECT) {
            return new ValueText(kind, value.toString(), type, ValueText.NO_SIZE, hash, null);
        }
        ObjectText text = new ObjectText(maxCharacters, maxElements, secrets);
        text.append(value);
        return new ValueText(kind, text.toString(), type, size(value), hash, text.notCaptured());
    }

    private ValueText string(String string, String type, int hash) {
        String safe = secrets.redactBeginning(string, maxCharacters);
        boolean redacted = !string.startsWith(safe);
        boolean whole = string.length() <= maxCharacters;
        String shown = safe.length() <= maxCharacters ? safe : safe.substring(0, maxCharacters);
        String why = redacted ? ValueReader.REDACTED : whole ? null : ValueReader.TRUNCATED;
        return new ValueText(ValueText.STRING, shown, type, string.length(), hash, why);
    }

    private static int scalarKind(Object value) {
        if (value instanceof Boolean) {
            return ValueText.BOOLEAN;
        }
        if (value instanceof Character) {
            return ValueText.CHAR;
        }
        boolean number = value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte;
        return number ? ValueText.NUMBER : ValueText.OBJECT;
    }

    private static int size(Object value) {
        if (value.getClass().isArray()) {
            return Array.getLength(value);
        }
        if (ObjectText.isOfJdk(value.getClass())) {
            if (value instanceof Collection) {
                return ((Collection<?>) value).size();
            }
            if (value instanceof Map) {
                return ((Map<?, ?>) value).size();
            }
        }
        return ValueText.NO_SIZE;
    }
}
