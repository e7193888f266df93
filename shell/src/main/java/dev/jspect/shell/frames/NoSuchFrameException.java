// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** No frame is what the user has named, or not any more. */
public final class NoSuchFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final @Nullable String details;
    private boolean isNothingHeld;

    /**
     * @param what what is wrong
     * @param details what there is instead, or null
     */
    NoSuchFrameException(String what, @Nullable String details) {
        super(details == null ? what : what + ": " + details);
        this.what = what;
        this.details = details;
    }

    /** Returns the same, for when the target has forgotten what it kept. */
    NoSuchFrameException nothingHeld() {
        isNothingHeld = true;
        return this;
    }

    /** Says whether the target keeps nothing now; else what it kept before. */
    public boolean isNothingHeld() {
        return isNothingHeld;
    }

    /** Returns what is wrong. */
    public String what() {
        return what;
    }

    /** Returns what there is instead, or null. */
    public @Nullable String details() {
        return details;
    }
}
