// SPDX-License-Identifier: Apache-2.0
package dev.jspect.demo;

import java.util.Map;
import java.util.TreeMap;

/** What is in stock. Thread-safe by its own monitor. */
final class Warehouse {
    private final Map<String, Integer> stock = new TreeMap<>();
    private int refills;

    Warehouse() {
        refill();
    }

    /** Takes so many of an article off the shelf; false when there are not enough. */
    synchronized boolean take(String article, int quantity) {
        int there = stock.getOrDefault(article, 0);
        if (there < quantity) {
            return false;
        }
        stock.put(article, there - quantity);
        return true;
    }

    /** Fills up all shelves. */
    synchronized void refill() {
        for (String article : Catalogue.ARTICLES) {
            stock.put(article, 500);
        }
        refills++;
    }

    synchronized int refills() {
        return refills;
    }
}
