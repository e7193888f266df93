// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of a document, or the same in another order: an object is written out once, where the whole document has it first. That may be nowhere in the part,
 * or later: this puts it where it comes first then. For one part, whose values are asked for in their order.
 */
public final class PlacedValues {
    private static final int MOST_DEPTH = 64;

    private final DocumentIds all;
    private final Set<Integer> written = new HashSet<>();

    /**
     * @param all the objects of the whole document
     */
    public PlacedValues(DocumentIds all) {
        this.all = all;
    }

    /** Returns a value with its objects written out, but for those that were before, and for what is too deep then. */
    public ValueTree of(ValueTree value) {
        return of(value, 0);
    }

    private ValueTree of(ValueTree value, int depth) {
        ValueTree whole = value.kind == ValueTree.SEEN ? all.resolve(value) : value;
        if (depth > MOST_DEPTH && !whole.members.isEmpty()) {
            return ValueTree.ofMissing("too deep", whole.className, whole.id, whole.size);
        }
        if (whole.id > 0 && whole.kind != ValueTree.MISSING && !written.add(whole.id)) {
            return ValueTree.ofSeen(whole.className, whole.id);
        }
        List<ValueTree> members = new ArrayList<>();
        for (ValueTree member : whole.members) {
            members.add(of(member, depth + 1));
        }
        return switch (whole.kind) {
            case ValueTree.OBJECT ->
                ValueTree.ofObject(whole.className, whole.id, whole.names, members, whole.notCaptured);
            case ValueTree.SEQUENCE, ValueTree.MAP ->
                ValueTree.ofMembers(whole.kind, whole.className, whole.id, whole.size, members, whole.notCaptured);
            default -> whole;
        };
    }
}
