// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Whose value is in a variable's slots: what each instruction that writes one of them means by the variable table.
 *
 * <p>A value belongs to a variable when it comes from a store of its type with which a range of the variable begins or in
 * which it goes on, or is the parameter that the JVM passes; and only for as long as the way goes through the variable's
 * ranges: in a loop's next round it is another variable. Without a table of the method's own only parameters are known,
 * and what is stored in their slots may be anything.
 */
final class Definitions {
    private final MethodFacts method;
    private final Bytecode code;
    private final Parameters parameters;
    private final LocalVariable variable;
    private final char kind;
    private final int width;

    /** Those of the table: compilers write one for each stretch of code in which the variable has a value. */
    private final List<LocalVariable> entries = new ArrayList<>();

    /** Where it may have a value: in one of its entries, and in none of another that shares a slot with it. */
    private final BitSet ranges = new BitSet();

    /** The stores that give it a value. */
    private final BitSet own = new BitSet();

    Definitions(MethodFacts method, Bytecode code, Parameters parameters, LocalVariable variable) {
        this.method = method;
        this.code = code;
        this.parameters = parameters;
        this.variable = variable;
        this.kind = SlotAccess.kind(variable.descriptor);
        this.width = SlotAccess.width(kind);
        BitSet rivals = new BitSet();
        for (LocalVariable other : method.variables) {
            if (isSame(other)) {
                entries.add(other);
                addRange(other, ranges);
            } else if (overlaps(other)) {
                addRange(other, rivals);
            }
        }
        ranges.andNot(rivals);
        for (int at = 0; at < code.length(); at = code.next(at)) {
            SlotAccess access = code.access(at);
            own.set(at, access != null && access.writes() && isOwn(access, at));
        }
    }

    /** Whether a value at this place can be the variable's at all, by the table. */
    boolean allow(int at) {
        return kind != ' ' && ranges.get(at);
    }

    /**
     * Whether the variable is no parameter and has no store of its own: the compiler, or a later optimizer, left out a copy,
     * and what is in the slot where the variable begins is its value for good. Kotlin's inlined functions have many.
     */
    boolean areElsewhere() {
        return own.isEmpty() && !isParameter();
    }

    /** The instructions before which the slots may hold something that is not the variable's. */
    BitSet foreign(Flow flow, BitSet executed) {
        BitSet foreign = new BitSet();
        if (!isParameter()) {
            foreign.set(0);
        }
        for (int at = executed.nextSetBit(0); at >= 0; at = executed.nextSetBit(at + 1)) {
            SlotAccess access = code.access(at);
            if (!allow(at)) {
                foreign.set(at);
            }
            if (access != null && access.overwrites(variable.slot, width) && !own.get(at)) {
                flow.addSuccessors(at, foreign);
            }
        }
        return flow.reachable(foreign, own);
    }

    /**
     * Whether the slots never hold anything but this entry's value, 0 or null, whatever way the method takes: all stores
     * are of this entry, which begins with one of them or is a parameter's. What is not a parameter begins as 0 or null.
     */
    boolean areAllOf(LocalVariable entry) {
        boolean begins = parameters.include(entry);
        if (!begins && (parameters.fill(entry.slot) || !method.hasVariableTable)) {
            return false;
        }
        for (int at = 0; at < code.length(); at = code.next(at)) {
            SlotAccess access = code.access(at);
            if (access != null && access.overwrites(entry.slot, width)) {
                if (!own.get(at) || !entry.coversBci(code.next(at))) {
                    return false;
                }
                begins |= code.next(at) == entry.start;
            }
        }
        return begins;
    }

    private boolean isParameter() {
        for (LocalVariable entry : entries) {
            if (parameters.include(entry)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOwn(SlotAccess store, int at) {
        return method.hasVariableTable
                && store.slot() == variable.slot
                && store.kind() == kind
                && ranges.get(code.next(at));
    }

    private boolean isSame(LocalVariable other) {
        return other.slot == variable.slot
                && other.name.equals(variable.name)
                && other.descriptor.equals(variable.descriptor);
    }

    private boolean overlaps(LocalVariable other) {
        int otherWidth = SlotAccess.width(SlotAccess.kind(other.descriptor));
        return (long) other.slot < (long) variable.slot + width
                && (long) variable.slot < (long) other.slot + otherWidth;
    }

    private void addRange(LocalVariable entry, BitSet range) {
        long start = Math.max(0, entry.start);
        long end = Math.min(code.length(), (long) entry.start + entry.length);
        if (start < end) {
            range.set((int) start, (int) end);
        }
    }
}
