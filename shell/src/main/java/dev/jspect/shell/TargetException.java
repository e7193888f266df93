// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import java.io.IOException;

/** The target did not do what it was asked for, or is not there any more. The message is for the user. */
public final class TargetException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** It tried and could not. */
        FAILED,
        /** Its administrator forbids it, or it might come to harm. */
        REFUSED,
        /** It is gone, or does not answer. */
        GONE
    }

    /**
     * @param message what failed, and why
     */
    public TargetException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Returns why. */
    public Kind kind() {
        return kind;
    }
}
