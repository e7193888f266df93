// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.ValueTree;
import java.util.List;

/** Values that were read deeper than they are to be shown: to look for something in them. */
public final class Pruned {
    private static final String TOO_DEEP = "too deep";
    private static final String TRUNCATED = "truncated";

    private Pruned() {}

    /**
     * Returns a value as if it had been read so deep, and so many members of it.
     *
     * @param depth how many objects deep
     * @param items most fields, elements or entries of one
     */
    public static ValueTree of(ValueTree value, int depth, int items) {
        int each = value.kind == ValueTree.MAP ? 2 : 1;
        boolean isLeaf =
                value.kind != ValueTree.OBJECT && value.kind != ValueTree.SEQUENCE && value.kind != ValueTree.MAP;
        if (isLeaf) {
            return value;
        }
        if (depth == 0) {
            return ValueTree.ofMissing(TOO_DEEP, value.className, value.id, value.size);
        }
        int shown = Math.min(items * each, value.members.size());
        List<ValueTree> members = value.members.subList(0, shown).stream()
                .map(member -> of(member, depth - 1, items))
                .toList();
        String cut = shown < value.members.size() ? TRUNCATED : value.notCaptured;
        return value.kind == ValueTree.OBJECT
                ? ValueTree.ofObject(
                        value.className,
                        value.id,
                        value.names.subList(0, Math.min(shown, value.names.size())),
                        members,
                        cut)
                : ValueTree.ofMembers(value.kind, value.className, value.id, value.size, members, cut);
    }

    /** Whether there is more of a value than was read, but for what is redacted. */
    public static boolean isCut(ValueTree value) {
        int each = value.kind == ValueTree.MAP ? 2 : 1;
        boolean fewer = value.kind != ValueTree.SEEN
                && value.size > (value.kind == ValueTree.STRING ? value.text.length() : value.members.size() / each);
        boolean cut = TRUNCATED.equals(value.notCaptured) || TOO_DEEP.equals(value.notCaptured);
        return fewer || cut || value.members.stream().anyMatch(Pruned::isCut);
    }
}
