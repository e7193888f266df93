// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.HeldFrames;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.shell.Target;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.InProcessTarget;
import dev.jspect.shell.locals.LocalsReader;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.threads.Threads;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A thread may go on between the two steps of a capture. */
class FrameHolderTest {
    private static final ThreadSnapshot WORKER = Threads.thread(21, "worker-1", null, List.of());

    /** What the target answers in turn, again and again: the stacks, then the capture that it holds. */
    private final Deque<FramesCapture> captures = new ArrayDeque<>();

    private int released;

    /** Returns a thread in methods with these ids, the innermost first; those of the JDK have negative ones. */
    private static FramesCapture in(int... ids) {
        List<MethodFacts> methods = new ArrayList<>();
        List<FrameCapture> frames = new ArrayList<>();
        for (int id : ids) {
            int origin = id < 0 ? MethodFacts.BOOT : MethodFacts.APPLICATION;
            methods.add(new MethodFacts(
                    id, "a.B", "m" + id, "()V", 0, origin, "B.java", null, null, new int[0], List.of(), false));
            frames.add(new FrameCapture(frames.size(), 0, FrameCapture.READ, new int[0], List.of()));
        }
        ThreadCapture thread = new ThreadCapture(21, "worker-1", false, 0, null, ids.length, frames);
        return new FramesCapture(FramesCapture.LOCALS, null, 1_000, false, 0, methods, List.of(thread));
    }

    private static FramesCapture ended() {
        return new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, List.of(), List.of());
    }

    private FramesCapture next() {
        FramesCapture next = captures.removeFirst();
        captures.addLast(next);
        return next;
    }

    private HeldThread hold(@Nullable Integer depth) throws TargetException, NoSuchFrameException {
        InProcessTarget real = new InProcessTarget();
        Target target = (Target) Proxy.newProxyInstance(
                Target.class.getClassLoader(), new Class<?>[] {Target.class}, (proxy, method, arguments) -> {
                    FramesCapture capture =
                            List.of("frames", "holdFrames").contains(method.getName()) ? next() : ended();
                    released += method.getName().equals("releaseFrames") ? 1 : 0;
                    return switch (method.getName()) {
                        case "frames" -> capture;
                        case "holdFrames" -> new HeldFrames(capture, new int[capture.methods.size()]);
                        default -> method.invoke(real, arguments);
                    };
                });
        return new FrameHolder(target, new LocalsReader(target)).hold(new FrameChoice.Chosen(WORKER, depth));
    }

    private NoSuchFrameException failure(@Nullable Integer depth) {
        return assertThrows(NoSuchFrameException.class, () -> hold(depth));
    }

    @Test
    void holdsTheFrameThatWasChosen() throws TargetException, NoSuchFrameException {
        captures.addAll(List.of(in(-1, -2, 3, 4), in(-1, -2, 3, 4)));

        assertEquals("a.B.m4(B.java)", hold(3).place());
        assertEquals("a.B.m3(B.java)", hold(null).place());
        assertEquals(0, released);
    }

    @Test
    void triesAgainWhenTheThreadHasGoneOn() throws TargetException, NoSuchFrameException {
        captures.addAll(List.of(in(3, 4), in(4), in(5, 4), in(5, 4)));

        HeldThread held = hold(0);

        assertEquals("a.B.m5(B.java)", held.place());
        assertEquals(3_000, held.earlierNanos());
    }

    @Test
    void tellsWhereTheThreadIsInstead() {
        captures.addAll(List.of(in(3, 4), in(5, 4)));

        NoSuchFrameException failure = failure(0);

        assertEquals("\"worker-1\" #21 has gone on: its stack is now 0 a.B.m5, 1 a.B.m4", failure.getMessage());
        assertTrue(failure.isNothingHeld());
        assertEquals(1, released);
    }

    @Test
    void leavesWhatIsHeldWhenThereIsNoSuchFrame() {
        captures.addAll(List.of(in(3, 4), in(3, 4)));

        NoSuchFrameException failure = failure(2);

        assertEquals("\"worker-1\" #21 has no frame 2: they are 0 to 1", failure.getMessage());
        assertFalse(failure.isNothingHeld());
        assertEquals(0, released);
    }

    @Test
    void noticesThatTheThreadHasEnded() {
        captures.addAll(List.of(in(3), ended()));

        NoSuchFrameException failure = failure(0);

        assertEquals("\"worker-1\" #21 has ended", failure.getMessage());
        assertTrue(failure.isNothingHeld());
    }
}
