// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.receipt;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a capture of local variables was like.
 *
 * @param pausedMs how long threads stood still for it
 * @param threads how many were looked at
 * @param locals how many variables were read
 * @param referencesOnly why only references could be read, or null
 * @param notes what else is not as it should be, for people
 */
public record CaptureFacts(
        double pausedMs, int threads, int locals, @Nullable String referencesOnly, List<String> notes) {
    /** No capture at all. */
    public static final CaptureFacts NONE = new CaptureFacts(0, 0, 0, null, List.of());

    /** Whether there was no capture at all. */
    boolean isNone() {
        return threads == 0 && pausedMs == 0 && referencesOnly == null && notes.isEmpty();
    }

    /**
     * Sums up a capture.
     *
     * @param earlierNanos for how long the target was stopped before, to get ready
     */
    public static CaptureFacts of(FramesCapture capture, long earlierNanos) {
        int locals = 0;
        int outOfBudget = 0;
        int unread = 0;
        int withoutRoom = 0;
        for (ThreadCapture thread : capture.threads) {
            unread += thread.frameCount == ThreadCapture.NOT_READ ? 1 : 0;
            for (FrameCapture frame : thread.frames) {
                for (ValueTree value : frame.values) {
                    locals += value.kind == ValueTree.MISSING && value.className == null ? 0 : 1;
                }
                outOfBudget += frame.outcome == FrameCapture.OUT_OF_BUDGET ? 1 : 0;
                withoutRoom += frame.outcome == FrameCapture.NO_ROOM ? 1 : 0;
            }
        }
        List<String> notes = new ArrayList<>();
        if (outOfBudget + unread > 0) {
            String frames = outOfBudget == 0 ? "" : "the variables of " + outOfBudget + " frames";
            String threads = unread == 0 ? "" : unread + " threads";
            notes.add(threads + (frames.isEmpty() || threads.isEmpty() ? "" : " and ") + frames
                    + " did not fit into the pause; more with --pause-budget or fewer threads (-t)");
        }
        if (withoutRoom > 0) {
            notes.add("the variables of " + withoutRoom + " frames are too much for one answer; fewer threads with -t");
        }
        if (capture.virtualThreadsLeftOut > 0) {
            notes.add(capture.virtualThreadsLeftOut + " more virtual threads are left out");
        }
        if (capture.watchdogFired) {
            notes.add("reading took too long, the target was resumed before it was done");
        }
        return new CaptureFacts(
                (capture.pausedNanos + earlierNanos) / 1e6, capture.threads.size(), locals, capture.reason, notes);
    }
}
