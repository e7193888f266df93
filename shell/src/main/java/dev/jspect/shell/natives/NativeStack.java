// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls below Java of a thread.
 *
 * @param frames innermost first
 * @param ran whether it ran when it was looked at: a moment after its Java frames, which may have been others by then. Else it waited, and all is of one moment
 * @param cut why there are not all of them; null where they end at Java's frames, or at the thread's start
 */
public record NativeStack(
        List<NativeFrame> frames, boolean ran, @Nullable String cut) {
    public NativeStack {
        frames = List.copyOf(frames);
    }
}
