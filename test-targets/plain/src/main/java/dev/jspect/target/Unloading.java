// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Classes that are loaded, compiled and unloaded all the time, and memory that is used again as soon as it is free: what compiled code
 * refers to is overwritten before it is gone. One thread waits for a lock of java.util.concurrent that another one holds.
 */
public final class Unloading {
    private static final AtomicReference<Object> SINK = new AtomicReference<>();
    private static final int CALLS = 30;
    private static final int KEPT = 2_000;
    private static final int LARGEST = 20_000;

    private Unloading() {}

    /** What is loaded again and again: its compiled code has the addresses of its constants in it. */
    public static final class Compiled {
        private static final byte[] SMALL = new byte[100];
        private static final byte[] LARGE = new byte[5_000];
        private static final Object LOCK = new Object();

        private Compiled() {}

        static int small() {
            synchronized (LOCK) {
                return SMALL.length + SMALL[3];
            }
        }

        static int large() {
            synchronized (LARGE) {
                return LARGE.length + LARGE[7];
            }
        }

        static int both() {
            return SMALL[1] + LARGE[2] + LOCK.hashCode() % 3;
        }

        /** Calls the others, each often enough to be compiled. */
        public static int work() {
            int sum = 0;
            for (int i = 0; i < CALLS; i++) {
                sum += small() + large() + both();
            }
            return sum;
        }
    }

    public static void main(String[] args) throws Exception {
        ReentrantLock held = new ReentrantLock();
        held.lock();
        start("waits-for-lock", held::lock);
        byte[] classFile = Reloading.classFile(Compiled.class);
        start("unloads", () -> {
            while (true) {
                SINK.set(new Reloading(Compiled.class.getName(), classFile)
                        .loadClass(Compiled.class.getName())
                        .getMethod("work")
                        .invoke(null));
            }
        });
        start("allocates", () -> {
            Object[] kept = new Object[KEPT];
            SINK.set(kept);
            while (true) {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                byte[] content = new byte[random.nextInt(LARGEST)];
                Arrays.fill(content, (byte) 0x5b);
                kept[random.nextInt(KEPT)] = content;
            }
        });
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
