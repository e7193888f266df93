// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

/** What is thrown, and what jspect waits for. */
public final class OrderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OrderException(String message) {
        super(message);
    }

    private OrderException() {
        super("made before", null, false, false);
    }

    /** Returns one without a stack trace. */
    static OrderException stackless() {
        return new OrderException();
    }
}
