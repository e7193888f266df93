// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.JdkClasses;
import dev.jspect.shell.values.ValueLikeness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where two values differ, as deep as they were read: {@code packed} of {@code this}, not all of {@code this}. An object is compared once, however it is reached. */
final class ValueDiff {
    private static final int MOST_DEPTH = 40;
    private static final int MOST_OF_KEY = 40;

    private final DocumentIds ids;
    private final ValueLikeness likeness;
    private final Set<Long> compared = new HashSet<>();

    /**
     * A place where they differ.
     *
     * @param path from the value to it: {@code .stock["eggs"]}, {@code [3]}; empty for the value itself
     */
    record Difference(String path, ValueTree before, ValueTree after) {}

    /**
     * @param ids of the values of both documents
     */
    ValueDiff(DocumentIds ids) {
        this.ids = ids;
        this.likeness = new ValueLikeness(ids);
    }

    List<Difference> of(ValueTree before, ValueTree after) {
        List<Difference> found = new ArrayList<>();
        add("", before, after, 0, found);
        return found;
    }

    private void add(String path, ValueTree before, ValueTree after, int depth, List<Difference> found) {
        ValueTree then = ids.resolve(before);
        ValueTree now = ids.resolve(after);
        boolean again = then.id > 0 && now.id > 0 && !compared.add((long) then.id << 32 | now.id);
        if (again || depth > MOST_DEPTH || likeness.alike(then, now)) {
            return;
        }
        if (isSameShape(then, now)) {
            for (int i = 0; i < now.members.size(); i++) {
                String step = now.kind == ValueTree.OBJECT ? '.' + now.names.get(i) : "[" + i + ']';
                add(path + step, then.members.get(i), now.members.get(i), depth + 1, found);
            }
        } else if (haveSameKeys(then, now)) {
            for (int i = 0; i + 1 < now.members.size(); i += 2) {
                String step = "[" + key(ids.resolve(now.members.get(i))) + ']';
                add(path + step, then.members.get(i + 1), now.members.get(i + 1), depth + 1, found);
            }
        } else {
            found.add(new Difference(path, then, now));
        }
    }

    /** The JDK's own objects are shown as what they stand for. */
    private static boolean isSameShape(ValueTree then, ValueTree now) {
        boolean ofMembers =
                now.kind == ValueTree.SEQUENCE || (now.kind == ValueTree.OBJECT && !JdkClasses.has(now.className));
        return ofMembers && isSameClass(then, now) && !now.members.isEmpty() && then.names.equals(now.names);
    }

    private static boolean isSameClass(ValueTree then, ValueTree now) {
        return then.kind == now.kind
                && Objects.equals(then.className, now.className)
                && then.size == now.size
                && then.members.size() == now.members.size();
    }

    /** Keys that can be written down, in the same order. */
    private boolean haveSameKeys(ValueTree then, ValueTree now) {
        boolean same = now.kind == ValueTree.MAP && isSameClass(then, now) && !now.members.isEmpty();
        for (int i = 0; same && i < now.members.size(); i += 2) {
            ValueTree key = ids.resolve(now.members.get(i));
            same = key(key) != null && likeness.alike(then.members.get(i), key);
        }
        return same;
    }

    private static @Nullable String key(ValueTree key) {
        return switch (key.kind) {
            case ValueTree.STRING ->
                key.notCaptured == null && key.text != null && key.text.length() <= MOST_OF_KEY
                        ? '"' + key.text + '"'
                        : null;
            case ValueTree.INT, ValueTree.LONG, ValueTree.SHORT, ValueTree.BYTE -> Long.toString(key.bits);
            case ValueTree.ENUM -> key.text;
            default -> null;
        };
    }
}
