// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that know which order they work on while they do, and forget it as soon as it has failed. Each order's exception has its number as message. Where there
 * are scoped values, they know it by one of those, too. Other threads recurse until their stack ends.
 */
public final class Serving {
    static final ThreadLocal<Map<String, Integer>> REQUEST = ThreadLocal.withInitial(HashMap::new);
    static final ThreadLocal<String> PASSWORD = new ThreadLocal<>();
    static final ThreadLocal<Object> HOSTILE = new Carrying.HostileKey();
    static final Object SCOPE = scope();

    private Serving() {}

    public static void main(String[] args) throws IOException {
        start("worker", () -> {
            PASSWORD.set("s3cret-canary");
            HOSTILE.set(new Carrying.HostileValue());
            for (int order = 1; ; order++) {
                fail(order);
                LockSupport.parkNanos(2_000_000);
            }
        });
        start("maker", () -> {
            for (int order = 1; ; order++) {
                int number = order;
                start("doomed", () -> serve(number, true));
                LockSupport.parkNanos(100_000_000);
            }
        });
        start("deep", () -> {
            while (true) {
                REQUEST.get().put("order", 7);
                try {
                    recurse(1);
                } catch (StackOverflowError expected) {
                    REQUEST.get().clear();
                    LockSupport.parkNanos(50_000_000);
                }
            }
        });
        Ready.untilStdinEnds();
    }

    private static int recurse(int depth) {
        return depth < 0 ? 0 : recurse(depth + 1) + depth;
    }

    private static void fail(int order) {
        Map<String, Integer> bound = new HashMap<>();
        bound.put("order", order);
        try {
            within(bound, () -> serve(order, false));
        } catch (IllegalStateException expected) {
            LockSupport.parkNanos(1);
        } finally {
            bound.clear();
        }
    }

    private static void serve(int order, boolean ends) {
        REQUEST.get().put("order", order);
        try {
            throw ends ? new IllegalArgumentException("" + order) : new IllegalStateException("" + order);
        } finally {
            REQUEST.get().clear();
        }
    }

    private static Object scope() {
        try {
            return Class.forName("java.lang.ScopedValue")
                    .getMethod("newInstance")
                    .invoke(null);
        } catch (ReflectiveOperationException | UnsupportedOperationException none) {
            return null;
        }
    }

    private static void within(Object value, Runnable runnable) {
        if (SCOPE == null) {
            runnable.run();
            return;
        }
        try {
            Class<?> type = Class.forName("java.lang.ScopedValue");
            Object carrier = type.getMethod("where", type, Object.class).invoke(null, SCOPE, value);
            carrier.getClass().getMethod("run", Runnable.class).invoke(carrier, runnable);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("scoped values", e);
        }
    }

    private static void start(String name, Runnable runnable) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, thrown) -> LockSupport.parkNanos(1));
        thread.start();
    }
}
