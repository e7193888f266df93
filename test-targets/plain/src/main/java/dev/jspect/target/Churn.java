// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.concurrent.atomic.AtomicReference;

/** Unrest: garbage all the time, threads that start and end, classes that are loaded and unloaded, exceptions. */
final class Churn {
    private static final AtomicReference<Object> SINK = new AtomicReference<>();

    private Churn() {}

    static void start() {
        run("churn-garbage", () -> {
            Object[] kept = new Object[64];
            for (int i = 0; i < 10_000; i++) {
                kept[i % kept.length] = new byte[1 + i % 5_000];
                SINK.set(kept);
            }
        });
        run("churn-threads", () -> {
            Thread thread = new Thread(() -> SINK.set(new IllegalStateException("made to be dropped")));
            thread.start();
            thread.join();
        });
        run(
                "churn-classes",
                () -> SINK.set(new Reloading(Unloaded.class.getName(), Reloading.classFile(Unloaded.class))
                        .loadClass(Unloaded.class.getName())
                        .getDeclaredConstructor()
                        .newInstance()));
    }

    /** Loaded again and again, by loaders that go with it. */
    public static final class Unloaded {
        private final int[] content = new int[100];

        public Unloaded() {
            content[0] = 1;
        }
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void run(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        try {
                            task.run();
                            Thread.sleep(1);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
