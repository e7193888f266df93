// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import dev.jspect.protocol.ValueTree;
import java.util.Objects;

/**
 * Tells values of one document apart by what is shown of them: two objects with the same content are alike, and so are two
 * of which nothing but the same class and size is known. They are the same only where that is the whole of them, or they
 * are one object.
 *
 * <p>Bounded: after so many steps in all it calls values different rather than go on. For one thread.
 */
public final class ValueLikeness {
    private static final int MOST_STEPS = 4_000_000;

    /** Deeper than values are shown, except where objects refer to each other in a circle. */
    private static final int MOST_DEPTH = 40;

    private final DocumentIds ids;
    private int steps;

    /** Compares values of this document. */
    public ValueLikeness(DocumentIds ids) {
        this.ids = ids;
    }

    /** Whether both look alike. */
    public boolean alike(ValueTree one, ValueTree other) {
        return alike(one, other, false, 0);
    }

    /** Whether both are alike, and nothing of them was left out. */
    public boolean same(ValueTree one, ValueTree other) {
        return alike(one, other, true, 0);
    }

    private boolean alike(ValueTree one, ValueTree other, boolean whole, int depth) {
        if (one == other || (one.id > 0 && one.id == other.id)) {
            return true;
        }
        ValueTree a = ids.resolve(one);
        ValueTree b = ids.resolve(other);
        if (++steps > MOST_STEPS || !alikeItself(a, b) || (whole && isCut(a))) {
            return false;
        }
        if (depth == MOST_DEPTH) {
            // So far they were.
            return true;
        }
        for (int i = 0; i < a.members.size(); i++) {
            if (!alike(a.members.get(i), b.members.get(i), whole, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCut(ValueTree value) {
        return value.notCaptured != null || value.kind == ValueTree.SEEN;
    }

    private static boolean alikeItself(ValueTree a, ValueTree b) {
        return a.kind == b.kind
                && a.bits == b.bits
                && a.size == b.size
                && Objects.equals(a.text, b.text)
                && Objects.equals(a.className, b.className)
                && Objects.equals(a.notCaptured, b.notCaptured)
                && a.members.size() == b.members.size()
                && a.names.equals(b.names);
    }

    /** Returns the same number for values that look alike. */
    public int hash(ValueTree value) {
        ValueTree resolved = ids.resolve(value);
        int hash = hashItself(resolved);
        for (ValueTree member : resolved.members) {
            hash = 31 * hash + hashItself(ids.resolve(member));
        }
        return hash;
    }

    private static int hashItself(ValueTree value) {
        return 31 * (31 * (31 * value.kind + Long.hashCode(value.bits)) + Objects.hashCode(value.text))
                + Objects.hashCode(value.className);
    }
}
