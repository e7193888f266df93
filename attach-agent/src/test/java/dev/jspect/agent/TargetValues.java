// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.values.ValueReader;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values of this JVM as a session would read a target's. In the language of Java 8: {@link ContainersCheck} runs there. */
@SuppressWarnings("StatementSwitchToExpressionSwitch")
final class TargetValues {
    static final ValueBounds WIDE =
            new ValueBounds(20, 1 << 20, 1 << 20, 8 << 20, 600_000, Collections.<String>emptyList());

    private static final NativeFields FIELDS = new NativeFields();

    static {
        System.load(new File(System.getProperty(
                        "jspect.library", "target/classes/dev/jspect/agent/native/linux-x86_64/libjspect.so"))
                .getAbsolutePath());
    }

    private TargetValues() {}

    static ValueReader reader(ValueBounds bounds) {
        return new ValueReader(FIELDS, bounds);
    }

    static ValueTree read(Object value) {
        return read(null, value, WIDE);
    }

    static ValueTree read(String name, Object value, ValueBounds bounds) {
        return overTheWire(reader(bounds).read(name, value));
    }

    /** At depth 0: all that is shown is no level of depth. */
    static Object shallow(Object value) {
        return plain(read(null, value, bounds(0, 100, 100)));
    }

    static ValueBounds bounds(int depth, int items, int length) {
        return new ValueBounds(depth, items, length, 8 << 20, 600_000, Collections.<String>emptyList());
    }

    /** Each tree that a test sees has travelled. */
    static ValueTree overTheWire(ValueTree tree) {
        BodyWriter out = new BodyWriter();
        tree.writeTo(out);
        BodyReader in = new BodyReader(out.toByteArray());
        try {
            ValueTree got = ValueTree.readFrom(in);
            in.end();
            return got;
        } catch (ProtocolException e) {
            throw new AssertionError("does not travel: " + e.getMessage(), e);
        }
    }

    /** What the tree says, in Java's own values: lists, maps as lists of pairs, objects as maps, strings for what is missing. */
    static Object plain(ValueTree tree) {
        switch (tree.kind) {
            case ValueTree.NULL:
                return null;
            case ValueTree.BOOLEAN:
                return tree.bits != 0;
            case ValueTree.BYTE:
                return (byte) tree.bits;
            case ValueTree.SHORT:
                return (short) tree.bits;
            case ValueTree.INT:
                return (int) tree.bits;
            case ValueTree.LONG:
                return tree.bits;
            case ValueTree.FLOAT:
                return Float.intBitsToFloat((int) tree.bits);
            case ValueTree.DOUBLE:
                return Double.longBitsToDouble(tree.bits);
            case ValueTree.CHAR:
                return (char) tree.bits;
            case ValueTree.STRING:
            case ValueTree.ENUM:
            case ValueTree.CLASS:
                return tree.text;
            case ValueTree.OBJECT:
                Map<String, Object> fields = new LinkedHashMap<String, Object>();
                for (int i = 0; i < tree.names.size(); i++) {
                    fields.put(tree.names.get(i), plain(tree.members.get(i)));
                }
                return fields;
            case ValueTree.SEQUENCE:
                return members(tree);
            case ValueTree.MAP:
                return pairs(members(tree));
            case ValueTree.SEEN:
                return "seen #" + tree.id;
            default:
                return "missing: " + tree.notCaptured;
        }
    }

    private static List<Object> members(ValueTree tree) {
        List<Object> members = new ArrayList<Object>();
        for (ValueTree member : tree.members) {
            members.add(plain(member));
        }
        return members;
    }

    private static List<Object> pairs(List<Object> keysAndValues) {
        List<Object> pairs = new ArrayList<Object>();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            pairs.add(Arrays.asList(keysAndValues.get(i), keysAndValues.get(i + 1)));
        }
        return pairs;
    }

    /** Returns a field of an object's tree. */
    static ValueTree field(ValueTree object, String name) {
        int at = object.names.indexOf(name);
        if (at < 0) {
            throw new AssertionError(object.className + " has no " + name + " but " + object.names);
        }
        return object.members.get(at);
    }

    /** Returns all texts in a tree, and whatever else is a string there. */
    static String allTexts(ValueTree tree) {
        StringBuilder all = new StringBuilder();
        collect(tree, all);
        return all.toString();
    }

    private static void collect(ValueTree tree, StringBuilder all) {
        all.append(tree.text)
                .append('\n')
                .append(tree.className)
                .append('\n')
                .append(tree.notCaptured)
                .append('\n');
        StringBuilder bytes = new StringBuilder();
        for (ValueTree member : tree.members) {
            collect(member, all);
            if (member.kind == ValueTree.BYTE || member.kind == ValueTree.CHAR) {
                bytes.append((char) member.bits);
            }
        }
        all.append(bytes).append('\n');
    }
}
