// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.CallCounts;
import dev.jspect.protocol.CallSummary;
import dev.jspect.shell.probes.PlannedPlace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of watched methods, until {@link #end}. One thread reads them; any may end it. */
public interface CallFeed {
    /**
     * What there was.
     *
     * @param counts of the target
     * @param classes those that were changed meanwhile
     * @param restored whether all of them are again what they were
     */
    record Totals(CallCounts counts, List<String> classes, boolean restored) {
        public Totals {
            classes = List.copyOf(classes);
        }

        /** Says what has become of the changed classes. */
        public String aftermath() {
            return new RestoredClasses(classes, restored)
                    .aftermath(counts.disturbed, "some calls may not have been seen");
        }
    }

    /** Waits for the next one; null when none has come by then. */
    @Nullable
    CallCapture next(Duration patience) throws InterruptedException, TargetException;

    /** Returns what a call was of: class loaders may have different methods of a name. */
    PlannedPlace place(CallCapture call);

    /** Returns what was counted since the last time, where calls are only counted. */
    CallSummary summary() throws TargetException;

    /** Takes back what was changed in the target, and looks whether it is. */
    Totals end() throws TargetException;
}
