// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.SnippetEngine;
import java.time.Duration;

/** Stops an engine's evaluation when its time is up. */
final class EvalTimeout implements AutoCloseable {
    private final Thread timer;

    private EvalTimeout(Thread timer) {
        this.timer = timer;
    }

    static EvalTimeout start(SnippetEngine engine, Duration timeout) {
        Thread timer = new Thread(() -> stopAfter(engine, timeout), "jspect-timeout");
        timer.setDaemon(true);
        timer.start();
        return new EvalTimeout(timer);
    }

    private static void stopAfter(SnippetEngine engine, Duration timeout) {
        try {
            Thread.sleep(timeout.toMillis());
            engine.stop();
        } catch (InterruptedException | TargetException e) {
            // In time, or the target is gone and the evaluation has failed for that.
            return;
        }
    }

    @Override
    public void close() {
        timer.interrupt();
    }
}
