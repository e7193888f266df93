// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import java.util.BitSet;

/** A set of instructions that grows, and those of it that were not taken yet. */
final class Marks {
    private final BitSet all = new BitSet();
    private final int[] open;
    private int count;

    /** Begins with these, of code of this length. */
    Marks(BitSet first, int length) {
        open = new int[length];
        addAll(first);
    }

    void add(int at) {
        if (!all.get(at)) {
            all.set(at);
            open[count++] = at;
        }
    }

    void addAll(BitSet more) {
        for (int at = more.nextSetBit(0); at >= 0; at = more.nextSetBit(at + 1)) {
            add(at);
        }
    }

    /** Returns one that was not returned yet, or -1 when there is none. */
    int take() {
        return count == 0 ? -1 : open[--count];
    }

    BitSet all() {
        return all;
    }
}
