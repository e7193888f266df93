// SPDX-License-Identifier: Apache-2.0
package dev.jspect.demo;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/** A worker: takes orders from the queue and packs them. */
final class Packer implements Runnable {
    private final BlockingQueue<Order> queue;
    private final Warehouse warehouse;
    private final LongAdder packed;

    Packer(BlockingQueue<Order> queue, Warehouse warehouse, LongAdder packed) {
        this.queue = queue;
        this.warehouse = warehouse;
        this.packed = packed;
    }

    @Override
    public void run() {
        try {
            while (true) {
                pack(queue.take());
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    private void pack(Order order) throws InterruptedException {
        Errand.begin(order);
        for (Order.Item item : order.items()) {
            if (!warehouse.take(item.article(), item.quantity())) {
                order.become(Order.Status.REJECTED);
                warehouse.refill();
                return;
            }
            // Packing takes its time.
            Thread.sleep(150L * item.quantity());
        }
        order.become(Order.Status.PACKED);
        packed.increment();
        Errand.end();
    }
}
