// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ConstructionTest {
    private final AtomicReference<Slow> begun = new AtomicReference<>();
    private final AtomicReference<Exception> thrown = new AtomicReference<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Of which a thread is in the midst until it is let go. */
    private static final class Slow extends IOException {
        private static final long serialVersionUID = 1;

        private final transient String set;

        Slow(AtomicReference<Slow> begun, CountDownLatch inside, CountDownLatch released) throws InterruptedException {
            begun.set(this);
            inside.countDown();
            released.await();
            set = "set";
        }
    }

    private Thread construct() throws InterruptedException {
        Thread thread = new Thread(() -> {
            try {
                throw new Slow(begun, inside, released);
            } catch (InterruptedException | Slow e) {
                thrown.set(e);
            }
        });
        thread.start();
        inside.await();
        return thread;
    }

    @Test
    void waitsForWhatTheConstructorsSet() throws InterruptedException {
        Thread thread = construct();
        assertTrue(Construction.isConstructed(Slow.class, thread.getStackTrace()));
        assertFalse(Construction.isConstructed(IllegalStateException.class, thread.getStackTrace()));

        released.countDown();
        Construction.awaitEnd(begun.get(), thread, System.currentTimeMillis());

        assertTrue("set".equals(begun.get().set));
        thread.join();
    }

    @Test
    void waitsNotForEver() throws InterruptedException {
        Thread thread = construct();

        Construction.awaitEnd(begun.get(), thread, System.currentTimeMillis());

        assertTrue(thread.isAlive());
        released.countDown();
        thread.join();
    }
}
