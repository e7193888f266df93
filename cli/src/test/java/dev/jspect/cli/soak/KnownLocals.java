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

/** Compares captured variables of a target with what they must be. */
public final class KnownLocals {
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> labels = new TreeMap<>();
    private int frames;
    private int right;
    private final Expectation expectation;

    KnownLocals(Expectation expectation) {
        this.expectation = expectation;
    }

    /** Looks at all frames that are expected. */
    public void check(ThreadDump dump) {
        for (ThreadSnapshot thread : dump.threads()) {
            for (StackFrame frame : thread.frames()) {
                if (expectation.covers(frame) && frame.locals() != null) {
                    check(thread, frame, frame.locals());
                }
            }
        }
    }

    private void check(ThreadSnapshot thread, StackFrame frame, FrameLocals locals) {
        frames++;
        if (locals.notCaptured() != null) {
            labels.merge("frames: " + locals.notCaptured(), 1, Integer::sum);
        }
        Integer id = expectation.id(locals);
        for (Variable variable : locals.variables()) {
            ValueTree value = variable.value();
            if (value == null) {
                labels.merge(String.valueOf(variable.notCaptured()), 1, Integer::sum);
            } else if (id != null) {
                check(thread, frame, variable.name(), value, id);
            }
        }
    }

    private void check(ThreadSnapshot thread, StackFrame frame, String name, ValueTree value, int id) {
        String expected = expectation.value(name, id);
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
            case ValueTree.SEEN -> "seen " + simpleName(value);
            case ValueTree.STRING -> String.valueOf(value.text);
            default -> members(value);
        };
    }

    private static String simpleName(ValueTree value) {
        String name = String.valueOf(value.className);
        return name.substring(name.lastIndexOf('.') + 1);
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

    /** Returns how often each word stood in the place of a value or, after "frames: ", of all that a frame had. */
    public Map<String, Integer> labels() {
        return labels;
    }
}
