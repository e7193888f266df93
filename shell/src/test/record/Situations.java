// SPDX-License-Identifier: Apache-2.0
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Every way a platform thread can stand still, and one that runs: the target of the recorded dumps (Java 8). */
final class Situations {
    interface Body {
        void run() throws Exception;
    }

    static final class Account {}

    static final class SlowToLoad {
        static {
            sleep();
        }

        static void touch() {}
    }

    static volatile long spun;

    static Thread start(String name, Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void sleep() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void lockBoth(Account first, Account second, Phaser both) {
        synchronized (first) {
            both.arriveAndAwaitAdvance();
            synchronized (second) {
                spun++;
            }
        }
    }

    static void lockBoth(Lock first, Lock second, Phaser both) {
        first.lock();
        both.arriveAndAwaitAdvance();
        second.lock();
    }

    static void recurse(Account account, int depth) {
        synchronized (account) {
            if (depth == 0) {
                sleep();
            }
            recurse(account, depth - 1);
        }
    }

    static void deadlocks() {
        Account red = new Account();
        Account blue = new Account();
        Phaser monitors = new Phaser(2);
        start("deadlock-monitor-red", () -> lockBoth(red, blue, monitors));
        start("deadlock-monitor-blue", () -> lockBoth(blue, red, monitors));
        Lock left = new ReentrantLock();
        Lock right = new ReentrantLock(true);
        Phaser locks = new Phaser(2);
        start("deadlock-lock-left", () -> lockBoth(left, right, locks));
        start("deadlock-lock-right", () -> lockBoth(right, left, locks));
    }

    static void waits() throws Exception {
        Account waited = new Account();
        start("object-wait", () -> {
            synchronized (waited) {
                waited.wait();
            }
        });
        start("object-wait-timed", () -> {
            synchronized (waited) {
                waited.wait(600_000);
            }
        });
        start("queue-take", () -> new LinkedBlockingQueue<String>().take());
        start("latch-await", () -> new CountDownLatch(1).await());
        start("future-get", () -> new CompletableFuture<String>().get());
        start("park-bare", LockSupport::park);
        start("sleeper", Situations::sleep);
        start("acceptor", () -> new ServerSocket(0).accept());
        start("process-wait", () -> new ProcessBuilder("sleep", "30").start().waitFor());
        start("joiner", () -> start("joined", Situations::sleep).join());
        start("spinner", () -> {
            while (true) {
                spun++;
            }
        });
    }

    static void contention() throws Exception {
        Account contended = new Account();
        CountDownLatch held = new CountDownLatch(3);
        start("monitor-holder", () -> {
            synchronized (contended) {
                held.countDown();
                sleep();
            }
        });
        ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
        start("write-lock-holder", () -> {
            readWrite.writeLock().lock();
            held.countDown();
            sleep();
        });
        start("recursive-holder", () -> {
            held.countDown();
            recurse(new Account(), 3);
        });
        held.await();
        for (int i = 1; i <= 3; i++) {
            start("monitor-contender-" + i, () -> {
                synchronized (contended) {
                    spun++;
                }
            });
        }
        start("read-lock-contender", () -> readWrite.readLock().lock());
        start("class-loading", SlowToLoad::touch);
        Thread.sleep(200);
        start("class-awaiting", SlowToLoad::touch);
    }

    static void names() {
        start("quote \" in\" the name", Situations::sleep);
        start("\" #7 prio=5 os_prio=0 tid=0x1 nid=0x1 runnable", Situations::sleep);
        start("line\n\tat evil.Fake.frame(Fake.java:1)\n\"fake\" #9 prio=5", Situations::sleep);
        start("colour \u001b[31mred\u001b[0m \u202egnol", Situations::sleep);
        start("", Situations::sleep);
        start("täglich-名前", Situations::sleep);
        ExecutorService pool = Executors.newFixedThreadPool(12);
        for (int i = 0; i < 12; i++) {
            pool.execute(() -> spun++);
        }
    }

    public static void main(String[] args) throws Exception {
        deadlocks();
        waits();
        contention();
        names();
        Thread.sleep(500);
        System.out.println("ready");
        Thread.sleep(600_000);
    }
}
