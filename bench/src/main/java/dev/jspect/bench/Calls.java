// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.util.function.Supplier;
import org.openjdk.jmh.annotations.CompilerControl;

/** Calls of a given depth. Each is a frame of its own in compiled code too, with variables that are needed after the call below it. */
final class Calls {
    private final Supplier<OrderException> thrown;

    /**
     * @param thrown makes what the innermost call throws
     */
    Calls(Supplier<OrderException> thrown) {
        this.thrown = thrown;
    }

    /** Throws out of so many calls. */
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    long down(int depth, String customer, long total) {
        if (depth <= 1) {
            throw thrown.get();
        }
        String article = customer.isEmpty() ? "eggs" : customer;
        long price = total + depth;
        double discount = price / 8.0;
        long below = deeper(depth - 1, article, price);
        return below + price + article.length() + (long) discount;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private long deeper(int depth, String customer, long total) {
        if (depth <= 1) {
            throw thrown.get();
        }
        String article = customer.isEmpty() ? "milk" : customer;
        long price = total - depth;
        double discount = price / 4.0;
        long below = down(depth - 1, article, price);
        return below + price + article.length() + (long) discount;
    }
}
