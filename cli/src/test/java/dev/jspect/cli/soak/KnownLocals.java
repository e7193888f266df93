// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares captured variables of the target {@code Known} with those that follow from each frame's {@code id}. */
public final class KnownLocals {
    private static final String TARGET = "dev.jspect.target.Known";

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> labels = new TreeMap<>();
    private int frames;
    private int right;

    /** Looks at all frames of {@code Known.known} and {@code Known.loop}. */
    public void check(ThreadDump dump) {
        for (ThreadSnapshot thread : dump.threads()) {
            for (StackFrame frame : thread.frames()) {
                boolean known =
                        frame.methodName().equals("known") || frame.methodName().equals("loop");
                if (frame.className().equals(TARGET) && known && frame.locals() != null) {
                    check(thread, frame, frame.locals());
                }
            }
        }
    }

    private void check(ThreadSnapshot thread, StackFrame frame, FrameLocals locals) {
        frames++;
        if (locals.notCaptured() != null) {
            labels.merge(locals.notCaptured(), 1, Integer::sum);
        }
        ValueTree idValue = null;
        for (Variable variable : locals.variables()) {
            idValue = variable.name().equals("id") ? variable.value() : idValue;
        }
        for (Variable variable : locals.variables()) {
            ValueTree value = variable.value();
            if (value == null) {
                labels.merge(String.valueOf(variable.notCaptured()), 1, Integer::sum);
            } else if (idValue != null) {
                check(thread, frame, variable.name(), value, (int) idValue.bits);
            }
        }
    }

    private void check(ThreadSnapshot thread, StackFrame frame, String name, ValueTree value, int id) {
        String expected = expected(name, id);
        String actual = expected == null ? null : text(value);
        if (expected == null) {
            return;
        }
        if (expected.equals(actual)) {
            right++;
        } else {
            wrong.add(thread.name() + " " + frame.methodName() + ":" + frame.line() + " @" + frame.bci() + " " + name
                    + " is " + expected + " but was shown as " + actual + ", id " + id);
        }
    }

    /** Returns what a variable must hold in a frame, as text; null for one that says nothing. */
    static @Nullable String expected(String name, int id) {
        return switch (name) {
            case "id" -> "int " + id;
            case "i" -> "int " + (id * 7 + 1);
            case "l" -> "long " + id * 1_000_000_007L;
            case "f" -> "float " + id * 0.25f;
            case "d" -> "double " + id * 0.5;
            case "b" -> "byte " + (byte) (id * 3);
            case "s" -> "short " + (short) (id * 5);
            case "c" -> "char " + (int) (char) (id * 11);
            case "z" -> "boolean " + (id % 2 != 0);
            case "text" -> "s" + id;
            case "array" -> "[int " + id + ", int " + (id + 1) + "]";
            case "list" -> "[int " + id + ", int " + (id - 1) + "]";
            case "pair" -> "{one=int " + id + ", other=int " + -id + "}";
            case "nothing" -> "null";
            default -> null;
        };
    }

    private static String text(ValueTree value) {
        return switch (value.kind) {
            case ValueTree.NULL -> "null";
            case ValueTree.BOOLEAN -> "boolean " + (value.bits != 0);
            case ValueTree.BYTE -> "byte " + value.bits;
            case ValueTree.SHORT -> "short " + value.bits;
            case ValueTree.INT -> "int " + value.bits;
            case ValueTree.LONG -> "long " + value.bits;
            case ValueTree.CHAR -> "char " + value.bits;
            case ValueTree.FLOAT -> "float " + Float.intBitsToFloat((int) value.bits);
            case ValueTree.DOUBLE -> "double " + Double.longBitsToDouble(value.bits);
            case ValueTree.STRING -> String.valueOf(value.text);
            default -> members(value);
        };
    }

    private static String members(ValueTree value) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < value.members.size(); i++) {
            parts.add((value.kind == ValueTree.OBJECT ? value.names.get(i) + "=" : "") + text(value.members.get(i)));
        }
        String all = String.join(", ", parts);
        return value.kind == ValueTree.OBJECT ? "{" + all + "}" : "[" + all + "]";
    }

    /** Returns the frames looked at. */
    public int frames() {
        return frames;
    }

    /** Returns how many values were as they must be. */
    public int right() {
        return right;
    }

    /** Returns the values that were not. */
    public List<String> wrong() {
        return wrong;
    }

    /** Returns how often each word stood in the place of a value. */
    public Map<String, Integer> labels() {
        return labels;
    }
}
