// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.webapp;

import dev.jspect.target.weblib.Price;

/** Not to be seen from outside of its package. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // Snippets use them.
class Basket {
    /** Nobody takes it out again. */
    private static final ThreadLocal<Basket> LAST = new ThreadLocal<>();

    private final String owner;
    private final Price price = new Price(41);
    private int count = 41;

    Basket(String owner) {
        this.owner = owner;
        LAST.set(this);
    }

    private String describe(String prefix) {
        return prefix + owner + count;
    }
}
