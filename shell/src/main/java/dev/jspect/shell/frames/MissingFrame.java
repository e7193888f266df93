// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How it is told that a thread does not have the frame that was asked for. */
final class MissingFrame {
    private static final int FEW_FRAMES = 6;

    private final String thread;

    MissingFrame(ThreadSnapshot thread) {
        this.thread = label(thread);
    }

    static String label(ThreadSnapshot thread) {
        return "\"" + thread.name() + "\" #" + thread.id();
    }

    NoSuchFrameException ended() {
        return new NoSuchFrameException(thread + " has ended", null);
    }

    /** Throws when there are not so many frames. */
    void check(int frames, @Nullable Integer wanted) throws NoSuchFrameException {
        if (frames == 0) {
            throw new NoSuchFrameException(thread + " has no frames of Java code", null);
        }
        if (wanted != null && wanted >= frames) {
            String there = frames == 1 ? "its only one is 0" : "they are 0 to " + (frames - 1);
            throw new NoSuchFrameException(thread + " has no frame " + wanted, there);
        }
    }

    NoSuchFrameException goneOn(List<StackFrame> frames) {
        String stack = frames.stream()
                .limit(FEW_FRAMES)
                .map(frame -> frame.depth() + " " + frame.className() + "." + frame.methodName())
                .collect(Collectors.joining(", "));
        return new NoSuchFrameException(
                thread + " has gone on", "its stack is now " + stack + (frames.size() > FEW_FRAMES ? ", ..." : ""));
    }
}
