// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.HeldCut;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last captures, with what their variables held. Thread-safe. */
final class KeptExceptions {
    private final int most;
    private final Map<Long, HeldCut> cuts = new LinkedHashMap<Long, HeldCut>();

    KeptExceptions(int most) {
        this.most = most;
    }

    /** Keeps one; the oldest goes. */
    synchronized void add(long id, Throwable thrown, HeldCut cut) {
        if (most == 0) {
            return;
        }
        Object[][] values = cut.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOf(values[i], values[i].length + 1);
            values[i][values[i].length - 1] = thrown;
        }
        if (cuts.size() == most) {
            cuts.remove(cuts.keySet().iterator().next());
        }
        cuts.put(id, new HeldCut(cut.capture, Arrays.asList(values), Arrays.asList(cut.loaders())));
    }

    /** Returns one, the exception itself behind each frame's variables; null when it is not kept. */
    synchronized HeldCut get(long id) {
        return cuts.get(id);
    }
}
