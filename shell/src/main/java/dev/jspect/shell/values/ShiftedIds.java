// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.util.List;

/** Values of one capture, put beside those of another in one document: the ids of their objects begin behind those that are taken. */
public final class ShiftedIds {
    private final int taken;

    /**
     * @param taken the highest id of the document so far, or more
     */
    public ShiftedIds(int taken) {
        this.taken = taken;
    }

    /** Returns the highest id of some values. */
    public static int highest(Iterable<ValueTree> values) {
        int highest = 0;
        for (ValueTree value : values) {
            highest = Math.max(highest, Math.max(value.id, highest(value.members)));
        }
        return highest;
    }

    /** Returns the same value with other ids. */
    public ValueTree of(ValueTree value) {
        int id = value.id > 0 ? value.id + taken : value.id;
        List<ValueTree> members = value.members.stream().map(this::of).toList();
        return switch (value.kind) {
            case ValueTree.STRING -> ValueTree.ofString(value.text, value.className, id, value.size, value.notCaptured);
            case ValueTree.ENUM, ValueTree.CLASS -> ValueTree.ofName(value.kind, value.text, value.className, id);
            case ValueTree.OBJECT -> ValueTree.ofObject(value.className, id, value.names, members, value.notCaptured);
            case ValueTree.SEQUENCE, ValueTree.MAP ->
                ValueTree.ofMembers(value.kind, value.className, id, value.size, members, value.notCaptured);
            case ValueTree.SEEN -> ValueTree.ofSeen(value.className, id);
            case ValueTree.MISSING -> ValueTree.ofMissing(value.notCaptured, value.className, id, value.size);
            default -> value;
        };
    }
}
