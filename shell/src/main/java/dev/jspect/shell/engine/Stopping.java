// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import java.util.concurrent.TimeUnit;

/** Stops an evaluation: asks its snippet code first, then stops its thread wherever it is, then lets go of it. */
final class Stopping {
    private static final long SOFT_MILLIS = 250;
    private static final long HARD_MILLIS = 600;
    private static final long POLL_MILLIS = 10;

    private final Target target;
    private final int evalId;

    Stopping(Target target, int evalId) {
        this.target = target;
        this.evalId = evalId;
    }

    /** Returns false when its thread did not stop: it is in native code, most likely. Takes a second at most. */
    boolean stop() throws TargetException {
        try {
            if (stopWithin(SOFT_MILLIS, false) || stopWithin(HARD_MILLIS, true)) {
                return true;
            }
        } finally {
            // Also when it failed: whoever waits for the evaluation gets control back in any case.
            target.abandon(evalId);
        }
        return false;
    }

    private boolean stopWithin(long millis, boolean hard) throws TargetException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean throwIt = hard;
        while (System.nanoTime() < end) {
            if (target.stop(evalId, throwIt)) {
                return true;
            }
            // Once is enough: the exception waits for its thread, and a second one would hit the first one's cleaning
            // up.
            throwIt = false;
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
