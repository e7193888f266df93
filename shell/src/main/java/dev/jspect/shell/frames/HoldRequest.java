// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of a target to hold all frames of a thread, whatever classes they are of. */
final class HoldRequest {
    private static final int MOST_FRAMES = 1024;
    private static final int MOST_VIRTUAL_THREADS = 1_000_000;
    private static final int PAUSE_MILLIS = 200;

    /** What a line shows of a value; the values themselves are held whole. */
    private static final ValueBounds BOUNDS = new ValueBounds(1, 10, 80, 2 << 20, 5_000, List.of());

    private HoldRequest() {}

    /**
     * @param live as {@link FramesRequest#live}; null to ask for the stack alone
     */
    static FramesRequest of(ThreadSnapshot thread, long @Nullable [] live) {
        return new FramesRequest(
                List.of(thread.id()),
                MOST_FRAMES,
                thread.virtual() ? MOST_VIRTUAL_THREADS : 0,
                true,
                false,
                List.of(),
                PAUSE_MILLIS,
                live == null,
                live == null ? new long[0] : live,
                BOUNDS);
    }
}
