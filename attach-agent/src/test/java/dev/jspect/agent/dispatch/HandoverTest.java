// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private record One(long number) implements Handover.Numbered {}

    @Test
    void givesTheLowestFirst() {
        Handover<One> queue = new Handover<>(8);
        for (long number : new long[] {3, 1, 2}) {
            assertTrue(queue.offer(new One(number)));
        }

        assertEquals(1, queue.take().number());
        assertEquals(2, queue.take().number());
        assertTrue(queue.offer(new One(4)));
        assertEquals(3, queue.take().number());
        assertEquals(4, queue.take().number());
        assertNull(queue.look());
    }

    @Test
    void saysThatItIsFull() {
        Handover<One> queue = new Handover<>(4);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 4; i++) {
                assertTrue(queue.hasRoom());
                assertTrue(queue.offer(new One(round * 4L + i)));
            }
            assertFalse(queue.hasRoom());
            assertFalse(queue.offer(new One(0)));
            for (int i = 0; i < 4; i++) {
                assertEquals(round * 4L + i, queue.take().number());
            }
        }
    }

    @Test
    void losesNothingThatItHasTaken() throws InterruptedException {
        Handover<One> queue = new Handover<>(16);
        AtomicLong offered = new AtomicLong();
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (queue.hasRoom() && queue.offer(new One(i))) {
                        offered.incrementAndGet();
                    }
                }
            });
            writers.add(writer);
        }
        long[] read = new long[1];
        Thread reader = new Thread(() -> {
            while (queue.take() != null) {
                read[0]++;
            }
        });
        reader.start();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        queue.awaitRead(10_000);
        queue.end();
        reader.join();

        assertEquals(offered.get(), read[0]);
        assertTrue(read[0] > 0);
    }
}
