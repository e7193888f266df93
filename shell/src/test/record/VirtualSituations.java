// SPDX-License-Identifier: Apache-2.0
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Virtual threads, mounted and unmounted: the target of the recorded dumps (Java 21). */
final class VirtualSituations {
    static final Object MONITOR = new Object();
    static final ReentrantLock LOCK = new ReentrantLock();
    static volatile long spun;

    static void sleep() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void take() {
        try {
            new LinkedBlockingQueue<String>().take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void spin() {
        long end = System.nanoTime() + 600_000_000_000L;
        while (System.nanoTime() < end) {
            spun++;
        }
    }

    static void holdMonitor() {
        synchronized (MONITOR) {
            sleep();
        }
    }

    static void holdLock() {
        LOCK.lock();
        sleep();
    }

    public static void main(String[] args) throws Exception {
        Thread.ofVirtual().name("virtual-sleeper").start(VirtualSituations::sleep);
        Thread.ofVirtual().name("virtual-take").start(VirtualSituations::take);
        Thread.ofVirtual().name("virtual-park").start(LockSupport::park);
        Thread.ofVirtual().name("virtual-monitor-holder").start(VirtualSituations::holdMonitor);
        Thread.ofVirtual().name("virtual-lock-holder").start(VirtualSituations::holdLock);
        Thread.sleep(300);
        Thread.ofVirtual().name("virtual-lock-contender").start(LOCK::lock);
        Thread.ofVirtual().name("virtual-monitor-contender").start(VirtualSituations::holdMonitor);
        Thread.ofVirtual().name("virtual \"quoted\"\n      evil.Fake.frame(Fake.java:1)\n#9 \"fake\" virtual").start(LockSupport::park);
        for (int i = 1; i <= 3; i++) {
            Thread.ofVirtual().start(VirtualSituations::take);
        }
        Thread.ofVirtual().name("virtual-spinner").start(VirtualSituations::spin);
        Thread.ofPlatform().name("platform-contender").start(VirtualSituations::holdMonitor);
        Thread.sleep(500);
        System.out.println("ready");
        Thread.sleep(600_000);
    }
}
