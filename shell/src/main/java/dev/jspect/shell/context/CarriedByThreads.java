// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ThreadContext;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.values.ShiftedIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What threads carry, to be shown beside their frames. Read a moment later than those. */
public final class CarriedByThreads {
    /** Nobody asked. */
    public static final CarriedByThreads NOT_ASKED = new CarriedByThreads(Map.of(), null, false);

    private final Map<Long, ThreadContext> byId;
    private final @Nullable String otherwise;
    private final boolean ofEnd;

    private CarriedByThreads(Map<Long, ThreadContext> byId, @Nullable String otherwise, boolean ofEnd) {
        this.byId = byId;
        this.otherwise = otherwise;
        this.ofEnd = ofEnd;
    }

    /** Why nothing is known of a thread, where somebody asked; else null. */
    public @Nullable String notRead(long thread) {
        return byId.containsKey(thread) ? null : otherwise;
    }

    /**
     * Takes a capture.
     *
     * @param others the values beside which it is shown
     */
    public static CarriedByThreads of(ContextCapture capture, Iterable<ValueTree> others) {
        return of(capture.threads, "ended meanwhile, or one too many", false, others);
    }

    /**
     * Takes what the thread carried that threw.
     *
     * @param others the values beside which it is shown
     */
    public static CarriedByThreads of(ExceptionCapture capture, Iterable<ValueTree> others) {
        return of(
                capture.context == null ? List.of() : List.of(capture.context),
                capture.contextOf == ExceptionCapture.NOT_TAKEN ? "no memory, or no stack left" : null,
                capture.contextOf == ExceptionCapture.OF_END,
                others);
    }

    private static CarriedByThreads of(
            List<ThreadContext> threads, @Nullable String otherwise, boolean ofEnd, Iterable<ValueTree> others) {
        ShiftedIds ids = new ShiftedIds(ShiftedIds.highest(others));
        Map<Long, ThreadContext> byId = new HashMap<>();
        for (ThreadContext thread : threads) {
            byId.put(
                    thread.id,
                    thread.with(thread.values.stream()
                            .map(carried -> carried.with(ids.of(carried.value)))
                            .toList()));
        }
        return new CarriedByThreads(byId, otherwise, ofEnd);
    }

    /** Returns what a thread carries; null when nobody asked, or it had ended. */
    public @Nullable ThreadContext of(long thread) {
        return byId.get(thread);
    }

    /** Says whether it is what threads carried at their ends, not when they threw. */
    public boolean isOfEnd() {
        return ofEnd;
    }

    /** Adds the values of a thread. */
    public void addValues(long thread, List<ValueTree> all) {
        ThreadContext carried = byId.get(thread);
        if (carried != null) {
            carried.values.forEach(value -> all.add(value.value));
        }
    }
}
