// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;

/** A thread named {@code worker-1} that waits for good, with local variables of all kinds. */
final class Basket {
    private final int limit;

    private Basket(int limit) {
        this.limit = limit;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Semaphore started = new Semaphore(0);
        Thread worker = new Thread(() -> new Basket(40).sum("ann", 3, started), "worker-1");
        worker.setDaemon(true);
        worker.start();
        started.acquire();
        Ready.untilStdinEnds();
    }

    private <T extends Comparable<T>> long sum(T customer, int factor, Semaphore started) {
        Map<String, List<Item>> items = new HashMap<>();
        items.put("fruit", Collections.singletonList(new Item(14)));
        IntUnaryOperator scale = price -> price * factor;
        Item first = items.get("fruit").get(0);
        long total = scale.applyAsInt(first.price);
        // 0, and not read again below: what the JVM gives for it need not be its value.
        int rounding = (int) (total % 42);
        total -= rounding;
        Object cheap = new Item((int) total / 10) {};
        started.release();
        new Semaphore(0).acquireUninterruptibly();
        return total + scale.applyAsInt(limit) + items.hashCode() + customer.hashCode() + cheap.hashCode();
    }

    /** Not to be seen from outside of its package. */
    private static class Item {
        final int price;

        Item(int price) {
            this.price = price;
        }
    }
}
