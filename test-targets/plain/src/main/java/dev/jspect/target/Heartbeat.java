// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Measures the longest time in which it did not run: prints {@code gap MILLIS} for each line on stdin, and begins anew. */
public final class Heartbeat {
    private static volatile long longest;

    private Heartbeat() {}

    public static void main(String[] args) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 200; i++) {
            start("waits-" + i, never::await);
        }
        start("heart", () -> {
            long last = System.nanoTime();
            while (true) {
                long now = System.nanoTime();
                longest = Math.max(longest, now - last);
                last = now;
                Thread.sleep(1);
            }
        });
        System.out.println("ready");
        for (int next = System.in.read(); next >= 0; next = System.in.read()) {
            if (next == '\n') {
                System.out.println("gap " + longest / 1_000_000);
                longest = 0;
            }
        }
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
