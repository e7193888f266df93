// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** Ends an evaluation that the tool has stopped. Without a stack of its own: it says nothing to anybody. */
final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super("stopped by jspect", null, false, false);
    }
}
