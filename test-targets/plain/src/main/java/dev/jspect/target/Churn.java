// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
                () -> SINK.set(new Again(classFile())
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

    private static final class Again extends ClassLoader {
        private final byte[] classFile;

        Again(byte[] classFile) {
            this.classFile = classFile;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Unloaded.class.getName())
                    ? defineClass(name, classFile, 0, classFile.length)
                    : super.loadClass(name, resolve);
        }
    }

    private static byte[] classFile() throws IOException {
        try (InputStream in = Churn.class.getResourceAsStream("Churn$Unloaded.class")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.write(next);
            }
            return bytes.toByteArray();
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
