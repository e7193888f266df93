// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.io.IOException;

/** What arrived is not of the wire's form. The connection is of no use any more. */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, with the value
     */
    public ProtocolException(String message) {
        super(message);
    }
}
