// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;

/** Does nothing. */
public final class Idle {
    private Idle() {}

    public static void main(String[] args) throws IOException {
        Ready.untilStdinEnds();
    }
}
