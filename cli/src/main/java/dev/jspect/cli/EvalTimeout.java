// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.JspectException;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetEngine;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops an engine's evaluation when its time is up, or when nobody wants it any more. */
final class EvalTimeout implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean unwanted;

    private EvalTimeout() {}

    static EvalTimeout start(SnippetEngine engine, Duration time) {
        EvalTimeout timeout = new EvalTimeout();
        Thread timer = new Thread(() -> timeout.stopAfter(engine, time), "jspect-timeout");
        timer.setDaemon(true);
        timer.start();
        return timeout;
    }

    private void stopAfter(SnippetEngine engine, Duration time) {
        try {
            if (!done.await(time.toNanos(), TimeUnit.NANOSECONDS) || unwanted) {
                engine.stop();
            }
        } catch (InterruptedException | TargetException | JspectException e) {
            // The target is gone or was never reached: the evaluation itself has failed for that, and tells it.
            return;
        }
    }

    /** Has the evaluation stopped before its time is up. Returns at once; called by any thread. */
    void stopNow() {
        unwanted = true;
        done.countDown();
    }

    /** Ends the timer, without interrupting it: an interrupt would close the connection that it may be using. */
    @Override
    public void close() {
        done.countDown();
    }
}
