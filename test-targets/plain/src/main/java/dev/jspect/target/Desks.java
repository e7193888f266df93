// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Many quiet threads, each three calls deep in the application, with a dozen variables. The argument is their number. */
public final class Desks {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Desks() {}

    private static final class Order {
        final int number;
        final List<String> items;

        Order(int number) {
            this.number = number;
            this.items = new ArrayList<>(Arrays.asList("apple", "bread", "item-" + number));
        }
    }

    public static void main(String[] args) throws IOException {
        int count = Integer.parseInt(args[0]);
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> serve("customer-" + number, new Order(number)), "desk-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        Ready.untilStdinEnds();
    }

    private static String serve(String customer, Order order) {
        String greeting = "hello, " + customer;
        double discount = order.number % 2 == 0 ? 0.1 : 0;
        long total = price(order, discount);
        return greeting + total + order.number;
    }

    private static long price(Order order, double discount) {
        long total = 0;
        for (String item : order.items) {
            int cents = item.length() * 100;
            boolean stored = store(order, item);
            total += stored ? Math.round(cents * (1 - discount)) : 0;
        }
        return total;
    }

    private static boolean store(Order order, String item) {
        String key = order.number + "/" + item;
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            return false;
        }
        return !key.isEmpty();
    }
}
