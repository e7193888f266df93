// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueTree;

/** Characters, wherever they are kept: without secrets first, then cut. */
final class Texts {
    private static final int MAX_NAME = 256;

    private final Peek peek;
    private final Secrets secrets;
    private final Budget budget;
    private final int length;

    Texts(Peek peek, Secrets secrets, Budget budget, int length) {
        this.peek = peek;
        this.secrets = secrets;
        this.budget = budget;
        this.length = length;
    }

    ValueTree of(String string, String className) {
        int window = Secrets.window(string.length(), length);
        String begin = window == string.length() ? string : string.substring(0, window);
        return show(begin, string.length(), className, 0);
    }

    /** Reads an array of chars, or an object whose shape is that of a text. */
    ValueTree read(Object value, Shape shape, String className, int id) {
        Object array = shape == null ? value : peek.object(value, shape.type, shape.path(0));
        boolean built = shape != null && shape.paths() > 1;
        int all = Latin.length(array);
        boolean wide = false;
        if (built) {
            wide = peek.find(value, shape.type, shape.path(2)) && peek.bits() == 1;
            // Both may have been replaced since the array was read.
            int count = (int) peek.number(value, shape.type, shape.path(1));
            all = Math.max(0, Math.min(count, wide ? all / 2 : all));
        }
        int window = Secrets.window(all, length);
        boolean utf = shape != null && !built;
        String begin = Latin.decode(array, wide, utf, window);
        return show(begin, utf && window == all ? begin.length() : all, className, id);
    }

    private ValueTree show(String begin, int all, String className, int id) {
        String shown = secrets.redact(begin, begin.length() < all);
        String why = shown.equals(begin) ? null : ValueReader.REDACTED;
        budget.spend(Budget.VALUE + className.length() + (why == null ? 0 : why.length()));
        int end = fitting(shown, begin.length() < all);
        if (why == null && end < all) {
            why = ValueReader.TRUNCATED;
        }
        int size = all - begin.length() + shown.length();
        return ValueTree.ofString(shown.substring(0, end), className, id, size, why);
    }

    /**
     * Returns how many chars the bounds allow, and pays for them.
     *
     * @param cut whether there are more behind the text
     */
    private int fitting(String text, boolean cut) {
        int max = Math.min(text.length(), length);
        int room = budget.left();
        int bytes = 0;
        int end = 0;
        while (end < max) {
            char c = text.charAt(end);
            int next = bytes + (c < 0x80 ? 1 : c < 0x800 ? 2 : 3);
            if (next > room) {
                break;
            }
            bytes = next;
            end++;
        }
        if (end > 0 && (cut || end < text.length()) && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        budget.spend(bytes);
        return end;
    }

    /** Says whether bytes are a text with a secret in it, as far as they would be shown. */
    boolean isSecret(byte[] bytes, int shown) {
        int window = Secrets.window(bytes.length, shown);
        String text = Latin.decode(bytes, false, false, window);
        return !secrets.redact(text, window < bytes.length).equals(text);
    }

    /** Returns the text of what may name something: a string, an enum constant, another JDK's or library's characters. */
    String nameOf(Object object) {
        if (object instanceof String) {
            String string = (String) object;
            return string.length() <= MAX_NAME ? string : string.substring(0, MAX_NAME);
        }
        if (object instanceof Enum) {
            return ((Enum<?>) object).name();
        }
        if (!(object instanceof CharSequence) || !peek.find(object, object.getClass(), "value")) {
            return null;
        }
        Object value = peek.reference();
        if (value instanceof String) {
            return nameOf(value);
        }
        boolean wide = peek.find(object, object.getClass(), "coder") && peek.bits() == 1;
        int all = Latin.length(value);
        return Latin.decode(value, wide, false, Math.min(MAX_NAME, wide ? all / 2 : all));
    }
}
