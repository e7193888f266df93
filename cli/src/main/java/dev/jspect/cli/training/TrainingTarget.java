// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.training;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A JVM to look into while training, with a thread that waits for a lock. Ends when its stdin does, so that it never
 * outlives the run.
 */
public final class TrainingTarget {
    private TrainingTarget() {}

    /** Waits for the end of stdin. */
    public static void main(String[] args) throws IOException {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        Thread waiting = new Thread(lock::lock, "waiting");
        waiting.setDaemon(true);
        waiting.start();
        int read = 0;
        while (read >= 0) {
            read = System.in.read();
        }
    }
}
