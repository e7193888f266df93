// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import dev.jspect.protocol.PatchCounts;
import dev.jspect.protocol.PatchNote;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a patch has to say, until {@link #end}. One thread reads; any may end it. */
public interface PatchFeed {
    /**
     * What there was.
     *
     * @param counts of the target
     * @param restored what has become of the classes
     */
    record Totals(PatchCounts counts, RestoredClasses restored) {}

    /** Returns what names it within the target, for whoever finds it later. */
    int number();

    /** Waits for the next note; null when none has come by then. */
    @Nullable
    PatchNote next(Duration patience) throws InterruptedException, TargetException;

    /** Takes back what was changed in the target, and looks whether it is. */
    Totals end() throws TargetException;
}
