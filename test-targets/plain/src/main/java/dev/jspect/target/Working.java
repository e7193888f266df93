// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads of executors, each called after how it was given its task; all tasks wait, but for that of {@code idle}, which is done. */
public final class Working {
    private static final CountDownLatch BEGUN = new CountDownLatch(7);

    private Working() {}

    /** A task that says of itself what it is for. */
    static final class Order implements Runnable, Callable<String> {
        private final CountDownLatch begun;
        private final int number;
        private final String password = "s3cret-canary";

        Order(int number) {
            this(number, BEGUN);
        }

        Order(int number, CountDownLatch begun) {
            this.number = number;
            this.begun = begun;
        }

        @Override
        public void run() {
            begun.countDown();
            forEver();
            // In use until then.
            System.out.println(number + password);
        }

        @Override
        public String call() {
            run();
            return "done";
        }

        @Override
        public String toString() {
            System.out.println("application code ran");
            return super.toString();
        }
    }

    /** An application's own kind of task. */
    static final class Urgent extends FutureTask<String> {
        private final String why;

        Urgent(String why, Callable<String> what) {
            super(what);
            this.why = why;
        }

        @Override
        public String toString() {
            System.out.println("application code ran " + why);
            return super.toString();
        }
    }

    static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws Exception {
        pool("plain").execute(new Order(1));
        List<Future<?>> submitted = new ArrayList<>();
        submitted.add(pool("submitted").submit((Callable<String>) new Order(2)));
        submitted.add(pool("runnable").submit((Runnable) new Order(3)));
        pool("urgent").execute(new Urgent("the boss waits", new Order(4)));
        String customer = "ann";
        pool("lambda").execute(() -> {
            BEGUN.countDown();
            forEver();
            System.out.println(customer);
        });
        ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(1, named("scheduled"));
        submitted.add(scheduled.schedule((Runnable) new Order(5), 1, TimeUnit.MILLISECONDS));
        new ForkJoinPool(1).execute((ForkJoinTask<?>) ForkJoinTask.adapt((Runnable) new Order(6)));
        pool("idle").submit((Runnable) () -> {}).get();
        BEGUN.await();
        virtual(submitted);
        Ready.untilStdinEnds();
    }

    /** From JDK 21 on: these targets are compiled for 8. */
    private static void virtual(List<Future<?>> submitted) throws InterruptedException {
        try {
            ExecutorService executor = (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            CountDownLatch begun = new CountDownLatch(1);
            submitted.add(executor.submit((Runnable) new Order(7, begun)));
            begun.await();
        } catch (ReflectiveOperationException before21) {
            // There are none.
            return;
        }
    }

    private static ExecutorService pool(String name) {
        return Executors.newFixedThreadPool(1, named(name));
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
