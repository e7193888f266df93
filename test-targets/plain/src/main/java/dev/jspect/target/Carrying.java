// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Threads that carry things of all kinds; one that changes what it carries all the time. With {@code many} one that carries 50,000 of them, with {@code ending} such as
 * end as soon as they have begun.
 */
public final class Carrying {
    static final ThreadLocal<String> TENANT = new ThreadLocal<>();
    static final ThreadLocal<Map<String, String>> FACTS = ThreadLocal.withInitial(HashMap::new);
    static final ThreadLocal<String> PASSWORD = new ThreadLocal<>();
    static final InheritableThreadLocal<Integer> LEVEL = new InheritableThreadLocal<>();
    static final ThreadLocal<Object> HOSTILE = new HostileKey();
    static final List<ThreadLocal<Integer>> KEPT = new ArrayList<>();
    static final Object GATE = new Object();
    static Object scope;

    private final ThreadLocal<String> unnamed = ThreadLocal.withInitial(() -> "first");

    private Carrying() {}

    /** Says by its own name what is in it. */
    static final class TokenHolder {
        static final ThreadLocal<String> CURRENT = new ThreadLocal<>();
    }

    /** Says so when it is asked its name: nobody should. */
    static final class HostileLoader extends ClassLoader {
        private boolean made;

        // In JDK 9 and later it overrides one, which the JDK itself calls when it is made.
        public String getName() {
            if (!made) {
                return null;
            }
            System.out.println("HOSTILE getName");
            throw new IllegalStateException("getName");
        }
    }

    /** Says so when it is asked anything: nobody should. */
    static final class HostileValue {
        final int number = 7;

        @Override
        public String toString() {
            System.out.println("HOSTILE toString");
            throw new IllegalStateException("toString");
        }

        @Override
        public int hashCode() {
            System.out.println("HOSTILE hashCode");
            throw new IllegalStateException("hashCode");
        }

        @Override
        public boolean equals(Object other) {
            System.out.println("HOSTILE equals");
            throw new IllegalStateException("equals");
        }
    }

    /** A key of the same kind. */
    static final class HostileKey extends ThreadLocal<Object> {
        @Override
        public int hashCode() {
            System.out.println("HOSTILE hashCode of a key");
            return 1;
        }

        @Override
        protected Object initialValue() {
            System.out.println("HOSTILE initialValue");
            return null;
        }
    }

    /** Has been interrupted, and does not say so itself. */
    static final class Interrupted extends Thread {
        @Override
        public void run() {
            interrupt();
            synchronized (GATE) {
                TENANT.set("never");
            }
        }

        @Override
        public boolean isInterrupted() {
            System.out.println("HOSTILE isInterrupted");
            return false;
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Carrying carrying = new Carrying();
        CountDownLatch ready = new CountDownLatch(4);
        for (String more : args) {
            if (more.equals("many")) {
                carryMany();
            } else {
                start("starter", Carrying::startAndEnd);
            }
        }
        start("carrier", () -> {
            TENANT.set("north");
            FACTS.get().put("traceId", "4bf9");
            FACTS.get().put("user", "ann");
            PASSWORD.set("s3cret-canary");
            TokenHolder.CURRENT.set("opaque-canary");
            HostileLoader loader = new HostileLoader();
            loader.made = true;
            Thread.currentThread().setContextClassLoader(loader);
            HOSTILE.set(new HostileValue());
            carrying.unnamed.get();
            LEVEL.set(3);
            forget();
            start("child", () -> park(ready));
            park(ready);
        });
        start("holder", () -> hold(ready));
        start("changing", () -> change(ready));
        bind("scoped", ready);
        ready.await();
        Ready.untilStdinEnds();
    }

    private static void hold(CountDownLatch ready) {
        synchronized (GATE) {
            Thread interrupted = new Interrupted();
            interrupted.setName("interrupted");
            interrupted.setDaemon(true);
            interrupted.start();
            while (interrupted.getState() != Thread.State.BLOCKED) {
                LockSupport.parkNanos(1_000_000);
            }
            park(ready);
        }
    }

    private static void carryMany() throws InterruptedException {
        CountDownLatch carries = new CountDownLatch(1);
        start("crowded", () -> {
            for (int i = 0; i < 50_000; i++) {
                ThreadLocal<Integer> key = new ThreadLocal<>();
                key.set(i);
                KEPT.add(key);
            }
            park(carries);
        });
        carries.await();
    }

    private static void startAndEnd() {
        while (true) {
            start("ending", () -> {
                TENANT.set("east");
                FACTS.get().put("user", "eve");
            });
            LockSupport.parkNanos(100_000);
        }
    }

    /** Leaves a value whose key nobody has any more. */
    private static void forget() {
        new ThreadLocal<byte[]>().set(new byte[1000]);
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

    private static void start(String name, Runnable runnable) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void park(CountDownLatch ready) {
        ready.countDown();
        while (true) {
            LockSupport.park();
        }
    }

    /** Sets and removes so many that the map is made anew again and again. */
    private static void change(CountDownLatch ready) {
        AtomicInteger made = new AtomicInteger();
        Supplier<Integer> next = made::incrementAndGet;
        ready.countDown();
        while (true) {
            List<ThreadLocal<Integer>> keys = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ThreadLocal<Integer> key = ThreadLocal.withInitial(next);
                keys.add(key);
                key.get();
            }
            for (ThreadLocal<Integer> key : keys) {
                key.remove();
            }
            TENANT.set("south");
        }
    }

    /** From JDK 25 on, or 21 with {@code --enable-preview}; before, the thread carries nothing. */
    private static void bind(String name, CountDownLatch ready) {
        Runnable parks = () -> park(ready);
        start(name, () -> {
            try {
                Class<?> type = Class.forName("java.lang.ScopedValue");
                scope = type.getMethod("newInstance").invoke(null);
                Object carrier = type.getMethod("where", type, Object.class).invoke(null, scope, "inside");
                carrier.getClass().getMethod("run", Runnable.class).invoke(carrier, parks);
            } catch (ReflectiveOperationException | UnsupportedOperationException none) {
                parks.run();
            }
        });
    }
}
