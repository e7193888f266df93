// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.threads.ThreadSnapshot;

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

    /**
     * Captures a thread; the target forgets what it kept before.
     *
     * @throws NoSuchFrameException when there is no such frame; {@link NoSuchFrameException#isNothingHeld} then says whether
     *     the target keeps what it kept before
     */
    public HeldThread hold(FrameChoice.Chosen chosen) throws TargetException, NoSuchFrameException {
        ThreadSnapshot thread = chosen.thread();
        MissingFrame missing = new MissingFrame(thread);
        boolean holding = false;
        long pausedBefore = 0;
        try {
            for (int attempt = 1; ; attempt++) {
                FramesCapture stacks = target.frames(HoldRequest.of(thread, null));
                ThreadCapture before = only(stacks, missing);
                missing.check(before.frames.size(), chosen.depth());
                long[] live = reader.judge().live(stacks, true);
                HeldFrames held = target.holdFrames(HoldRequest.of(thread, live));
                holding = true;
                pausedBefore += stacks.pausedNanos;
                ThreadCapture now = only(held.capture, missing);
                missing.check(now.frames.size(), chosen.depth());
                int depth = chosen.depth() == null ? held.capture.innermostOfApplication(now) : chosen.depth();
                boolean sameMethod = isSameMethod(stacks, before, held.capture, now, depth);
                boolean stood = sameMethod && before.frames.get(depth).bci == now.frames.get(depth).bci;
                if (stood || attempt == MOST_ATTEMPTS) {
                    HeldThread result = new HeldThread(thread, held, now, reader.judge(), depth, pausedBefore, null);
                    if (!sameMethod && chosen.depth() != null) {
                        throw missing.goneOn(result.snapshot().frames());
                    }
                    return result;
                }
                pausedBefore += held.capture.pausedNanos;
            }
        } catch (NoSuchFrameException e) {
            if (holding) {
                target.releaseFrames();
                throw e.nothingHeld();
            }
            throw e;
        }
    }

    private static ThreadCapture only(FramesCapture capture, MissingFrame missing) throws NoSuchFrameException {
        if (capture.threads.isEmpty()) {
            throw missing.ended();
        }
        return capture.threads.get(0);
    }

    private static boolean isSameMethod(
            FramesCapture stacks, ThreadCapture before, FramesCapture capture, ThreadCapture now, int depth) {
        return depth < before.frames.size()
                && stacks.methods.get(before.frames.get(depth).method).id
                        == capture.methods.get(now.frames.get(depth).method).id;
    }
}
