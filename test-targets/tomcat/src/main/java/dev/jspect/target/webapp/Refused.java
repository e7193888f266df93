// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.webapp;

import jakarta.servlet.ServletException;

/** Answered by Tomcat with status 500. Loaded by an application when it refuses for the first time, not before. */
final class Refused extends ServletException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("UnusedVariable") // Conditions read it.
    private final transient Basket basket;

    private Refused(Basket basket, String message, Throwable cause) {
        super(message, cause);
        this.basket = basket;
    }

    static ServletException of(Basket basket, String message, Throwable cause) {
        return new Refused(basket, message, cause);
    }
}
