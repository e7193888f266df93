// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.boot;

/** Answered with status 422. */
class OrderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Order order;

    OrderException(Order order, String message, Throwable cause) {
        super(message, cause);
        this.order = order;
    }

    Order order() {
        return order;
    }
}
