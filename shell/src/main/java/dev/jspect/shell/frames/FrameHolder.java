// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.threads.ThreadSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Has a target capture a thread, and keep what its variables hold. In two steps, between which the thread may go on: then it is
 * tried again, a few times. For one thread.
 */
public final class FrameHolder {
    private static final int MOST_ATTEMPTS = 4;

    private final Target target;
    private final LocalsReader reader;

    /**
     * @param reader of the same target
     */
    public FrameHolder(Target target, LocalsReader reader) {
        this.target = target;
        this.reader = reader;
    }

    /** Captures a thread; the target forgets what it kept before. */
    public HeldThread hold(FrameChoice.Chosen chosen) throws TargetException, NoSuchFrameException {
        ThreadSnapshot thread = chosen.thread();
        long pausedBefore = 0;
        for (int attempt = 1; ; attempt++) {
            FramesCapture stacks = target.frames(HoldRequest.of(thread, null));
            long[] live = reader.judge().live(stacks, true);
            HeldFrames held = target.holdFrames(HoldRequest.of(thread, live));
            pausedBefore += stacks.pausedNanos;
            ThreadCapture before = only(stacks);
            ThreadCapture now = only(held.capture);
            if (before == null || now == null) {
                throw new NoSuchFrameException("\"" + thread.name() + "\" #" + thread.id() + " has ended", null);
            }
            int depth = chosen.depth() == null ? innermostOfApplication(held.capture, now) : chosen.depth();
            MethodFacts methodBefore = method(stacks, before, depth);
            MethodFacts methodNow = method(held.capture, now, depth);
            boolean sameMethod =
                    methodBefore == null ? methodNow == null : methodNow != null && methodBefore.id == methodNow.id;
            boolean stood = methodNow == null || (sameMethod && bci(before, depth) == bci(now, depth));
            if ((sameMethod && stood) || attempt == MOST_ATTEMPTS) {
                HeldThread result = new HeldThread(thread, held, now, reader.judge(), depth, pausedBefore);
                result.check(chosen.depth(), sameMethod);
                return result;
            }
            pausedBefore += held.capture.pausedNanos;
        }
    }

    private static @Nullable ThreadCapture only(FramesCapture capture) {
        return capture.threads.isEmpty() ? null : capture.threads.get(0);
    }

    private static int innermostOfApplication(FramesCapture capture, ThreadCapture thread) {
        for (int depth = 0; depth < thread.frames.size(); depth++) {
            if (capture.methods.get(thread.frames.get(depth).method).origin == MethodFacts.APPLICATION) {
                return depth;
            }
        }
        return 0;
    }

    private static @Nullable MethodFacts method(FramesCapture capture, ThreadCapture thread, int depth) {
        return depth < thread.frames.size() ? capture.methods.get(thread.frames.get(depth).method) : null;
    }

    private static int bci(ThreadCapture thread, int depth) {
        FrameCapture frame = thread.frames.get(depth);
        return frame.bci;
    }
}
