// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import java.io.IOException;

/** The target did not do what it was asked for, or is not there any more. The message is for the user. */
public class TargetException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, and why
     */
    public TargetException(String message) {
        super(message);
    }
}
