// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The user's code that runs in the application's threads right now: what takes too long is stopped, at its next check. */
final class UserCode {
    /** What code may take in one call, without the method itself. */
    private static final long MOST_NANOS = 1_000_000_000;

    /** A power of two. What more there is at once is not looked after. */
    private static final int MOST_AT_ONCE = 1024;

    private static final int TRIES = 16;

    private final AtomicReferenceArray<Run> running = new AtomicReferenceArray<Run>(MOST_AT_ONCE);
    private final Stopper stopper;

    /** Stops snippet code. */
    interface Stopper {
        /** Has the snippet code in a thread end at its next check; false: lets it be again. */
        void stop(Thread thread, boolean on);
    }

    /** One piece of it. */
    static final class Run {
        private static final int RUNS = 0;
        private static final int ENDED = 1;
        private static final int STOPPED = 2;

        private final Thread thread = Thread.currentThread();
        private final AtomicInteger state = new AtomicInteger(RUNS);
        private int place = -1;
        private volatile long since = System.nanoTime();
        private volatile boolean paused;

        /** Returns why code has ended: what it has thrown, or that it was stopped. */
        Throwable reasonFor(Throwable thrown) {
            return state.get() == STOPPED
                    ? new IllegalStateException("it has not ended within " + MOST_NANOS / 1_000_000_000 + " s")
                    : thrown;
        }

        /** Does not count what comes next: the method itself runs. */
        void pause() {
            paused = true;
        }

        /** The user's code goes on. */
        void resume() {
            since = System.nanoTime();
            paused = false;
        }
    }

    UserCode(Stopper stopper) {
        this.stopper = stopper;
    }

    /** The current thread begins. */
    Run begin() {
        Run run = new Run();
        // Not Thread.hashCode, which may be the application's.
        int first = System.identityHashCode(run.thread);
        for (int i = 0; i < TRIES && run.place < 0; i++) {
            int place = (first + i) & (MOST_AT_ONCE - 1);
            if (running.compareAndSet(place, null, run)) {
                run.place = place;
            }
        }
        return run;
    }

    /** It ends. */
    void end(Run run) {
        if (run.place >= 0) {
            running.set(run.place, null);
        }
        if (!run.state.compareAndSet(Run.RUNS, Run.ENDED)) {
            // Behind whoever stops it: then that does not stay.
            synchronized (run) {
                stopper.stop(run.thread, false);
            }
        }
    }

    /** Looks for what takes too long; to be called several times a second. */
    void look() {
        long now = System.nanoTime();
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Run run = running.get(i);
            if (run != null && !run.paused && now - run.since > MOST_NANOS) {
                synchronized (run) {
                    if (run.state.compareAndSet(Run.RUNS, Run.STOPPED)) {
                        stopper.stop(run.thread, true);
                    }
                }
            }
        }
    }
}
