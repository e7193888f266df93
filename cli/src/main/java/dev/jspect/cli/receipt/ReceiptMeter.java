// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.receipt;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetCounters;
import dev.jspect.cli.attach.TargetThreads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures what a session does to a target. Made before it begins; asked when it has ended. */
public final class ReceiptMeter {
    private static final long LEAVING_MILLIS = 300;

    private final JvmProcess process;
    private final TargetThreads threads;
    private final @Nullable TargetCounters before;

    private ReceiptMeter(JvmProcess process, TargetThreads threads, @Nullable TargetCounters before) {
        this.process = process;
        this.threads = threads;
        this.before = before;
    }

    /** Starts to measure. */
    public static ReceiptMeter start(JvmProcess process) {
        return new ReceiptMeter(process, TargetThreads.startingNowIn(process), TargetCounters.read(process));
    }

    /** Measures; waits a moment for threads of ours that are just ending. */
    public Receipt finish() {
        List<String> left = new ArrayList<>();
        for (String thread : threads.awaitNone(LEAVING_MILLIS)) {
            left.add("thread " + thread);
        }
        boolean threadsEnded = left.isEmpty() && TargetThreads.canBeSeen();
        left.add(Receipt.DOORWAY);
        TargetCounters after = before == null ? null : TargetCounters.read(process);
        if (before == null || after == null) {
            return new Receipt(null, null, left, null, threadsEnded);
        }
        return new Receipt(
                (after.pauseNanos() - before.pauseNanos()) / 1e6,
                after.loadedClasses() - before.loadedClasses(),
                left,
                null,
                threadsEnded);
    }
}
