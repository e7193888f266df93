// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.ContextCapture;
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
    public static final CarriedByThreads NOT_ASKED = new CarriedByThreads(Map.of(), false);

    private final Map<Long, ThreadContext> byId;
    private final boolean asked;

    private CarriedByThreads(Map<Long, ThreadContext> byId, boolean asked) {
        this.byId = byId;
        this.asked = asked;
    }

    /** Why nothing is known of a thread, where somebody asked; else null. */
    public @Nullable String notRead(long thread) {
        return asked && !byId.containsKey(thread) ? "ended meanwhile, or one too many" : null;
    }

    /**
     * Takes a capture.
     *
     * @param others the values beside which it is shown
     */
    public static CarriedByThreads of(ContextCapture capture, Iterable<ValueTree> others) {
        ShiftedIds ids = new ShiftedIds(ShiftedIds.highest(others));
        Map<Long, ThreadContext> byId = new HashMap<>();
        for (ThreadContext thread : capture.threads) {
            byId.put(
                    thread.id,
                    thread.with(thread.values.stream()
                            .map(carried -> carried.with(ids.of(carried.value)))
                            .toList()));
        }
        return new CarriedByThreads(byId, true);
    }

    /** Returns what a thread carries; null when nobody asked, or it had ended. */
    public @Nullable ThreadContext of(long thread) {
        return byId.get(thread);
    }

    /** Adds the values of a thread. */
    public void addValues(long thread, List<ValueTree> all) {
        ThreadContext carried = byId.get(thread);
        if (carried != null) {
            carried.values.forEach(value -> all.add(value.value));
        }
    }
}
