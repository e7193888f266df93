// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One thing after another, until a signal ends it: then what there is can be kept before the process goes. */
final class Series implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch kept = new CountDownLatch(1);
    private final Thread bySignal = new Thread(this::end, "jspect-keep");

    private Series() {}

    /** Begins; {@link #close} when all is kept. */
    static Series begin() {
        Series series = new Series();
        Runtime.getRuntime().addShutdownHook(series.bySignal);
        return series;
    }

    private void end() {
        ending.countDown();
        try {
            if (!kept.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("jspect: not all could be kept in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a signal has come. */
    boolean isEnding() {
        return ending.getCount() == 0;
    }

    /**
     * Waits; returns whether it is time for the next one, and not for the end.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    boolean awaits(long nanoTime) throws InterruptedException {
        return !ending.await(Math.max(0, nanoTime - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        kept.countDown();
        if (!isEnding()) {
            try {
                Runtime.getRuntime().removeShutdownHook(bySignal);
            } catch (IllegalStateException shuttingDown) {
                // A signal has come just now, and nothing is left to be kept.
                return;
            }
        }
    }
}
