// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.weblib;

/** Loaded as soon as there is a basket. */
public final class Price {
    private final int cents;

    public Price(int cents) {
        this.cents = cents;
    }

    public int cents() {
        return cents;
    }
}
