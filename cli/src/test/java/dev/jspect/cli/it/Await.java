// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, and never longer than told. */
public final class Await {
    private static final long LOOK_NANOS = 5_000_000;

    private Await() {}

    /** Returns nothing when the condition came true in time, else what was missing. */
    public static String until(Duration limit, Callable<Boolean> condition, Supplier<String> missing) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - end > 0) {
                    return missing.get() + " after " + limit;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return "";
        } catch (Exception e) {
            throw new AssertionError(missing.get(), e);
        }
    }
}
