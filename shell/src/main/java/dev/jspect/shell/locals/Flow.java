// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways through a method's instructions, those by exceptions included.
 *
 * <p>The two questions err on opposite sides. {@link #reaching} claims no way that some compiler may leave out: exceptions
 * come from instructions that throw for sure, and get to a handler only where none before it in the table catches all.
 * {@link #reachable} misses no way: exceptions come from every instruction that a handler covers.
 */
final class Flow {
    /** Bytes of code times handlers; real methods stay below a tenth. */
    private static final int MAX_WORK = 1 << 24;

    private final Bytecode code;
    private final List<Handler> handlers;
    private final Jumps jumps;

    /** For each handler the instructions from which an exception gets to it for sure. */
    private final List<BitSet> throwers = new ArrayList<>();

    private Flow(Bytecode code, List<Handler> handlers) {
        this.code = code;
        this.handlers = List.copyOf(handlers);
        this.jumps = new Jumps(code);
        BitSet free = (BitSet) code.throwing().clone();
        for (Handler handler : handlers) {
            BitSet covered = (BitSet) free.clone();
            covered.clear(0, handler.start());
            covered.clear(handler.end(), code.length());
            throwers.add(covered);
            if (handler.catchAll()) {
                free.clear(handler.start(), handler.end());
            }
        }
    }

    /** Returns null where the exception table does not fit the instructions, or is absurdly large. */
    static @Nullable Flow of(Bytecode code, List<Handler> handlers) {
        for (Handler handler : handlers) {
            if (handler.start() < 0
                    || handler.start() >= handler.end()
                    || handler.end() > code.length()
                    || !code.hasInstruction(handler.target())) {
                return null;
            }
        }
        return (long) code.length() * handlers.size() > MAX_WORK ? null : new Flow(code, handlers);
    }

    /**
     * Returns the instructions before which it is possible that one of {@code goals} comes next, without any of {@code
     * stores} in between; stores neither jump nor throw.
     */
    BitSet reaching(BitSet goals, BitSet stores) {
        Marks marks = new Marks(goals, code.length());
        for (int at = marks.take(); at >= 0; at = marks.take()) {
            jumps.addOrigins(at, marks);
            int before = code.previous(at);
            if (before >= 0 && code.fallsThrough(before) && !stores.get(before)) {
                marks.add(before);
            }
            for (int i = 0; i < throwers.size(); i++) {
                if (handlers.get(i).target() == at) {
                    marks.addAll(throwers.get(i));
                }
            }
        }
        return marks.all();
    }

    /**
     * Returns the instructions before which it is possible that one of {@code origins} came, without any of {@code stores}
     * in between.
     */
    BitSet reachable(BitSet origins, BitSet stores) {
        Marks marks = new Marks(origins, code.length());
        List<Handler> others = new ArrayList<>(handlers);
        for (int at = marks.take(); at >= 0; at = marks.take()) {
            for (Iterator<Handler> each = others.iterator(); each.hasNext(); ) {
                Handler handler = each.next();
                if (covers(handler, at)) {
                    marks.add(handler.target());
                    each.remove();
                }
            }
            if (!stores.get(at)) {
                if (code.fallsThrough(at)) {
                    marks.add(code.next(at));
                }
                for (int target : code.targets(at)) {
                    marks.add(target);
                }
            }
        }
        return marks.all();
    }

    /** Adds the instruction behind a store, and where an exception may lead that comes with it. */
    void addSuccessors(int store, BitSet successors) {
        successors.set(code.next(store));
        for (Handler handler : handlers) {
            if (covers(handler, store)) {
                successors.set(handler.target());
            }
        }
    }

    private static boolean covers(Handler handler, int at) {
        return handler.start() <= at && at < handler.end();
    }
}
