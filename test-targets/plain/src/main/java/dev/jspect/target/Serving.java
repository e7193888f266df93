// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Threads that know which order they work on while they do, and forget it as soon as it has failed. Each order's exception has its number as message. */
public final class Serving {
    static final ThreadLocal<Map<String, Integer>> REQUEST = ThreadLocal.withInitial(HashMap::new);

    private Serving() {}

    public static void main(String[] args) throws IOException {
        start("worker", () -> {
            for (int order = 1; ; order++) {
                try {
                    serve(order, false);
                } catch (IllegalStateException expected) {
                    LockSupport.parkNanos(2_000_000);
                }
            }
        });
        start("maker", () -> {
            for (int order = 1; ; order++) {
                int number = order;
                start("doomed", () -> serve(number, true));
                LockSupport.parkNanos(100_000_000);
            }
        });
        Ready.untilStdinEnds();
    }

    private static void serve(int order, boolean ends) {
        REQUEST.get().put("order", order);
        try {
            throw ends ? new IllegalArgumentException("" + order) : new IllegalStateException("" + order);
        } finally {
            REQUEST.get().clear();
        }
    }

    private static void start(String name, Runnable runnable) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, thrown) -> LockSupport.parkNanos(1));
        thread.start();
    }
}
