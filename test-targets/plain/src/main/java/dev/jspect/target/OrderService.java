// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;

/** Does nothing, under a name of its own. */
public final class OrderService {
    private OrderService() {}

    public static void main(String[] args) throws IOException {
        Ready.untilStdinEnds();
    }
}
