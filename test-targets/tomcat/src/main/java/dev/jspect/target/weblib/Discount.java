// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.weblib;

/** Never loaded by the application: only its class file is there. */
public final class Discount {
    private Discount() {}

    /** Halves. */
    public static int of(int cents) {
        return cents / 2;
    }
}
