// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Many threads, some calls deep, a quarter each in a monitor, a lock, a queue and a sleep. The argument is their number. */
public final class Crowd {
    private static final Object MONITOR = new Object();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final LinkedBlockingQueue<String> QUEUE = new LinkedBlockingQueue<>();

    private Crowd() {}

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[0]);
        LOCK.lock();
        synchronized (MONITOR) {
            for (int i = 0; i < count; i++) {
                int kind = i % 4;
                Thread thread = new Thread(() -> call(12, kind), "crowd-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            Ready.untilStdinEnds();
        }
    }

    private static void call(int depth, int kind) {
        if (depth > 0) {
            call(depth - 1, kind);
            return;
        }
        try {
            pause(kind);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(int kind) throws InterruptedException {
        if (kind == 0) {
            synchronized (MONITOR) {
                MONITOR.notifyAll();
            }
        } else if (kind == 1) {
            LOCK.lockInterruptibly();
        } else if (kind == 2) {
            QUEUE.take();
        } else {
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
