// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;

/** How every target tells that its situation has been reached, and waits for its end. */
final class Ready {
    private Ready() {}

    /** Prints {@code ready} and returns when stdin ends. */
    static void untilStdinEnds() throws IOException {
        System.out.println("ready");
        int next = System.in.read();
        while (next >= 0) {
            next = System.in.read();
        }
    }
}
