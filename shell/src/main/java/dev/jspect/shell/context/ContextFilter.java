// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says which threads carry something: {@code traceId=4bf9}, {@code traceId == "4bf9"}, or a name alone. The name is a map's key, an object's field, or what
 * the whole is called; whole words, in any case but for keys and fields. What is redacted fits no value.
 */
public final class ContextFilter {
    private static final int DEPTH = 4;

    private final String name;
    private final @Nullable String wanted;

    private ContextFilter(String name, @Nullable String wanted) {
        this.name = name;
        this.wanted = wanted;
    }

    /**
     * Reads what was typed.
     *
     * @throws IllegalArgumentException when it has no name, or a quote without an end
     */
    public static ContextFilter parse(String typed) {
        int equals = typed.indexOf('=');
        String name = (equals < 0 ? typed : typed.substring(0, equals)).strip();
        if (name.isEmpty() || name.endsWith("!")) {
            throw new IllegalArgumentException("not NAME, NAME=VALUE or NAME == \"VALUE\": " + typed);
        }
        if (equals < 0) {
            return new ContextFilter(name, null);
        }
        boolean twice = typed.startsWith("==", equals);
        return new ContextFilter(
                name, unquoted(typed.substring(equals + (twice ? 2 : 1)).strip(), typed));
    }

    private static String unquoted(String value, String typed) {
        char first = value.isEmpty() ? 0 : value.charAt(0);
        if (first != '"' && first != '\'') {
            return value;
        }
        if (value.length() < 2 || value.charAt(value.length() - 1) != first) {
            throw new IllegalArgumentException("a quote has no end: " + typed);
        }
        return value.substring(1, value.length() - 1);
    }

    /**
     * Whether a thread carries it.
     *
     * @param resolve gives for an object that was seen before where it is written out
     */
    public boolean fits(ThreadContext thread, UnaryOperator<ValueTree> resolve) {
        return thread.values.stream().anyMatch(carried -> fits(carried, resolve));
    }

    /** Whether this is what is looked for, or has it. */
    public boolean fits(CarriedValue carried, UnaryOperator<ValueTree> resolve) {
        ValueTree value = resolve.apply(carried.value);
        return (isCalled(carried) && isWanted(value)) || fits(value, DEPTH, resolve);
    }

    private boolean isCalled(CarriedValue carried) {
        String whole = CarriedName.whole(carried);
        return name.equalsIgnoreCase(CarriedName.of(carried))
                || name.equals(whole)
                || (carried.field != null
                        && carried.field.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    private boolean fits(ValueTree value, int depth, UnaryOperator<ValueTree> resolve) {
        for (int i = 0; i < value.members.size() && depth > 0; i++) {
            boolean named = value.kind == ValueTree.OBJECT && value.names.get(i).equals(name);
            boolean keyed = value.kind == ValueTree.MAP
                    && i % 2 == 1
                    && name.equals(text(resolve.apply(value.members.get(i - 1))));
            ValueTree member = resolve.apply(value.members.get(i));
            if (((named || keyed) && isWanted(member)) || fits(member, depth - 1, resolve)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWanted(ValueTree value) {
        return wanted == null || wanted.equals(text(value));
    }

    private static @Nullable String text(ValueTree value) {
        return switch (value.kind) {
            case ValueTree.NULL -> "null";
            case ValueTree.BOOLEAN -> value.bits == 0 ? "false" : "true";
            case ValueTree.BYTE, ValueTree.SHORT, ValueTree.INT, ValueTree.LONG -> Long.toString(value.bits);
            case ValueTree.FLOAT -> Float.toString(Float.intBitsToFloat((int) value.bits));
            case ValueTree.DOUBLE -> Double.toString(Double.longBitsToDouble(value.bits));
            case ValueTree.CHAR -> Character.toString((char) value.bits);
            case ValueTree.STRING, ValueTree.ENUM, ValueTree.CLASS -> value.notCaptured == null ? value.text : null;
            default -> null;
        };
    }
}
