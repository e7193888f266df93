// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.List;

/** Takes a container's elements or entries while they are found, as far as the bounds allow. Used once. */
final class Members {
    /** Most slots and nodes that are looked at for one container. */
    private static final int MAX_STEPS = 1 << 22;

    /** Takes entries as what they are, as their keys alone, or as their values alone. */
    static final int ENTRIES = 0;

    static final int KEYS = 1;
    static final int VALUES = 2;

    final List<ValueTree> trees = new ArrayList<ValueTree>();
    private final ValueReader reader;
    private final int depth;
    private final int level;
    private final int size;
    private int limit;
    private int mode = ENTRIES;
    private int steps;
    private int found;
    private int gone;
    private boolean cut;
    private boolean uncounted;
    private String option;

    /**
     * @param depth what is left of it for the members
     * @param size what the container says, or {@link ValueTree#NO_SIZE}: then its members are counted
     */
    Members(ValueReader reader, int items, int depth, int level, int size) {
        this.reader = reader;
        this.limit = items;
        this.depth = depth;
        this.level = level;
        this.size = size;
    }

    void takeOnly(int keysOrValues) {
        if (mode == ENTRIES) {
            mode = keysOrValues;
        }
    }

    /** Asks whether to look at one slot or node more. */
    boolean step() {
        if (++steps > MAX_STEPS || ((steps & 0xff) == 0 && reader.isSpent())) {
            cut = true;
            uncounted = true;
            return false;
        }
        return true;
    }

    /** Takes an element; false when that was enough. */
    boolean element(Object element) {
        if (!isWanted()) {
            return size == ValueTree.NO_SIZE && step();
        }
        String name = option;
        boolean names = element instanceof String && ((size == 2 && found == 1) || ((String) element).startsWith("-"));
        option = names ? (String) element : null;
        trees.add(reader.read(name, element, depth, level));
        return true;
    }

    /** Takes an entry; false when that was enough. */
    boolean entry(Object key, Object value) {
        if (mode == KEYS) {
            return element(key);
        }
        if (!isWanted()) {
            return size == ValueTree.NO_SIZE && step();
        }
        String name = reader.nameOf(key);
        if (mode == ENTRIES) {
            trees.add(reader.read(null, key, depth, level));
        }
        trees.add(reader.read(name, value, depth, level));
        return true;
    }

    /** Takes an element of an array of primitives; false when that was enough. */
    boolean primitive(int kind, long bits) {
        if (!isWanted()) {
            return false;
        }
        trees.add(reader.readPrimitive(null, kind, bits));
        return true;
    }

    /** Counts an entry that the container still counts though the garbage collector took its key. */
    void gone() {
        gone++;
    }

    private boolean isWanted() {
        found++;
        if (limit == 0 || reader.isSpent()) {
            cut = true;
            limit = 0;
            return false;
        }
        limit--;
        return true;
    }

    /** Returns how many there are, shown or not; {@link ValueTree#NO_SIZE} when even counting took too long. */
    int size() {
        if (size == ValueTree.NO_SIZE) {
            return uncounted ? ValueTree.NO_SIZE : found;
        }
        return Math.max(found, size - gone);
    }

    /** Returns why these are not all; null when they are. */
    String notCaptured() {
        if (cut) {
            return ValueReader.TRUNCATED;
        }
        return found == size() ? null : "changed while it was read";
    }
}
