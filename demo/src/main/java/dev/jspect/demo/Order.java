// SPDX-License-Identifier: Apache-2.0
package dev.jspect.demo;

import java.math.BigDecimal;
import java.util.List;

/** What a customer wants. */
final class Order {
    /** One line of an order. */
    record Item(String article, int quantity, BigDecimal price) {
        BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }
    }

    /** How far an order has come. */
    enum Status {
        NEW,
        PACKED,
        REJECTED
    }

    private final long number;
    private final String customer;
    private final List<Item> items;
    private volatile Status status = Status.NEW;

    Order(long number, String customer, List<Item> items) {
        this.number = number;
        this.customer = customer;
        this.items = List.copyOf(items);
    }

    long number() {
        return number;
    }

    String customer() {
        return customer;
    }

    List<Item> items() {
        return items;
    }

    Status status() {
        return status;
    }

    void become(Status next) {
        status = next;
    }

    BigDecimal total() {
        return items.stream().map(Item::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public String toString() {
        return "Order #" + number + " of " + customer + ", " + total() + " EUR, " + status;
    }
}
