// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.exceptions;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One kind of exception in a list of them.
 *
 * @param number in that list, from 1
 * @param capture the last of its kind
 * @param thread the frames of that one, with their variables
 * @param repeat how often its kind was captured
 */
public record WatchedException(int number, ExceptionCapture capture, ThreadSnapshot thread, Repeats.Repeat repeat) {
    /** Returns the innermost frame of the application, or the innermost of all; null when there is none. */
    public @Nullable StackFrame place() {
        int depth = capture.frames.innermostOfApplication(capture.frames.threads.get(0));
        return depth < thread.frames().size() ? thread.frames().get(depth) : null;
    }
}
