// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

/** Code in which no probe can be put; the message says why, as the end of a sentence on the method. */
public final class UnprobedCodeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnprobedCodeException(String message) {
        super(message);
    }
}
