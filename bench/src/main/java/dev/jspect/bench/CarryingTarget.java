// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** The target of {@link ContextCost}: so many threads, platform or virtual, each of which carries so many thread-locals. Ends with its stdin. */
final class CarryingTarget {
    static final List<ThreadLocal<String>> KEYS = new ArrayList<>();

    private CarryingTarget() {}

    public static void main(String[] args) throws IOException, InterruptedException, ReflectiveOperationException {
        int threads = Integer.parseInt(args[1]);
        for (int i = Integer.parseInt(args[2]); i > 0; i--) {
            KEYS.add(new ThreadLocal<>());
        }
        CountDownLatch ready = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            start(args[0].equals("virtual"), () -> carry(ready));
        }
        ready.await();
        System.out.println("1");
        System.in.readAllBytes();
        System.exit(0);
    }

    /** By reflection: this is compiled for JDK 17. */
    private static void start(boolean virtual, Runnable runnable) throws ReflectiveOperationException {
        if (virtual) {
            try {
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, runnable);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e.getCause());
            }
        } else {
            Thread thread = new Thread(runnable);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void carry(CountDownLatch ready) {
        for (ThreadLocal<String> key : KEYS) {
            key.set("a value " + Thread.currentThread().getName());
        }
        ready.countDown();
        while (true) {
            LockSupport.park();
        }
    }
}
