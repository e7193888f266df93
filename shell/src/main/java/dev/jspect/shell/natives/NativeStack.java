// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls below Java of a thread.
 *
 * @param frames innermost first
 * @param cut why there are not all of them; null where they end at Java's frames, or at the thread's start
 */
public record NativeStack(
        List<NativeFrame> frames, @Nullable String cut) {
    public NativeStack {
        frames = List.copyOf(frames);
    }
}
