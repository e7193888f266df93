// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** What a snippet gets that would have ended the target. */
public final class ExitRefused extends SecurityException {
    private static final long serialVersionUID = 1L;

    ExitRefused(int status) {
        super("exit(" + status + ") would end the target");
    }
}
