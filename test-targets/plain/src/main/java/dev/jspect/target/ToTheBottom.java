// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Twelve threads that recurse to the end of their stacks and throw on the way, each second for half a second; another throws as usual. */
public final class ToTheBottom {
    private static volatile boolean dives;
    private static volatile int least = Integer.MAX_VALUE;
    private static final AtomicInteger ROUNDS = new AtomicInteger();

    private ToTheBottom() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < 12; i++) {
            start(ToTheBottom::dive, "dives-" + i);
        }
        start(ToTheBottom::walk, "walks");
        Ready.untilStdinEnds();
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 256 << 10);
        thread.setDaemon(true);
        thread.start();
    }

    private static void dive() {
        while (true) {
            try {
                least = Math.min(least, deeper(0));
                ROUNDS.incrementAndGet();
                while (!dives) {
                    LockSupport.parkNanos(5_000_000);
                }
            } catch (StackOverflowError end) {
                System.err.println("ALIEN at the top");
            } catch (Throwable odd) {
                System.err.println("ALIEN " + odd);
            }
        }
    }

    private static int deeper(int depth) {
        int reached = depth;
        try {
            reached = depth < 0 ? depth : deeper(depth + 1);
            if (reached - depth < 400) {
                throw new IllegalStateException("bottom");
            }
            return reached;
        } catch (StackOverflowError end) {
            return depth;
        } catch (IllegalStateException expected) {
            return reached;
        }
    }

    private static void walk() {
        for (int step = 1; ; step++) {
            dives = step % 200 < 100;
            LockSupport.parkNanos(5_000_000);
            try {
                throw new IllegalArgumentException("walks; rounds " + ROUNDS + " least " + least);
            } catch (IllegalArgumentException expected) {
                System.out.println(expected.getMessage());
            }
        }
    }
}
