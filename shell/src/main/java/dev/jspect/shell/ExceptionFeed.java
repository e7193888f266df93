// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionCounts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exceptions of a target as they are captured there, until {@link #end}. One thread reads them; any may end it. */
public interface ExceptionFeed {
    /**
     * What there was.
     *
     * @param counts of the target
     * @param classes those that were changed meanwhile
     * @param restored whether all of them are again what they were
     */
    record Totals(ExceptionCounts counts, List<String> classes, boolean restored) {
        public Totals {
            classes = List.copyOf(classes);
        }

        /** Says what has become of the changed classes. */
        public String aftermath() {
            return new RestoredClasses(classes, restored).aftermath(counts.disturbed, "some may not have been seen");
        }
    }

    /** Waits for the next one; null when none has come by then. */
    @Nullable
    ExceptionCapture next(Duration patience) throws InterruptedException, TargetException;

    /** Takes back what was changed in the target, and looks whether it is. */
    Totals end() throws TargetException;
}
