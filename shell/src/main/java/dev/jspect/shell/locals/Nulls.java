// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a variable is null whatever the JVM says: all that may have been stored there last is the constant. A compiler that has dropped the value,
 * or keeps an object in pieces, says the same of it.
 */
final class Nulls {
    private final Bytecode code;
    private final Flow flow;
    private final BitSet entered;
    private final Map<Integer, BitSet> others = new HashMap<>();

    /**
     * @param handlers the method's whole exception table
     */
    Nulls(Bytecode code, Flow flow, List<Handler> handlers) {
        this.code = code;
        this.flow = flow;
        this.entered = targets(code);
        handlers.forEach(handler -> entered.set(handler.target()));
    }

    private static BitSet targets(Bytecode code) {
        BitSet targets = new BitSet();
        for (int at = 0; at < code.length(); at = code.next(at)) {
            for (int target : code.targets(at)) {
                targets.set(target);
            }
        }
        return targets;
    }

    /** Says whether a slot that no parameter is in holds null before this instruction, if that is ever executed. */
    boolean isCertain(int slot, int bci) {
        return !others.computeIfAbsent(slot, this::others).get(bci);
    }

    /** The instructions before which there may be something else in the slot, or nothing yet. */
    private BitSet others(int slot) {
        BitSet stores = new BitSet();
        BitSet origins = new BitSet();
        origins.set(0);
        for (int at = 0; at < code.length(); at = code.next(at)) {
            SlotAccess access = code.access(at);
            if (access != null && access.overwrites(slot, 1)) {
                stores.set(at);
                if (!storesNull(at)) {
                    flow.addSuccessors(at, origins);
                }
            }
        }
        return flow.reachable(origins, stores);
    }

    private boolean storesNull(int at) {
        int before = code.previous(at);
        return before >= 0 && code.pushesNull(before) && !entered.get(at);
    }
}
