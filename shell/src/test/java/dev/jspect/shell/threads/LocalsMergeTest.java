// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.LocalsJudge;
import dev.jspect.shell.values.Trees;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A thread may go on between the dump and the capture. */
class LocalsMergeTest {
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
    private static final HeldLock HELD = new HeldLock(new LockRef(LOCK, "0x1", null), HeldLock.How.HELD);
    private static final AwaitedLock AWAITED =
            new AwaitedLock(AwaitedLock.Kind.PARK, new LockRef(LOCK, "0x2", null), 0);

    private static ThreadSnapshot merged(String method, @Nullable ValueTree blocker) {
        StackFrame frame = new StackFrame(0, "a.B", "park", null, "B.java", -1, false, null, null, List.of());
        ThreadDraft draft = new ThreadDraft(Threads.thread(21, "worker-1", Thread.State.WAITING, List.of(frame)));
        draft.waitingOn = AWAITED;
        draft.synchronizers = List.of(HELD);
        ThreadSnapshot dumped = draft.snapshot();
        MethodFacts facts = new MethodFacts(
                1, "a.B", method, "()V", 0, MethodFacts.BOOT, "B.java", null, null, new int[0], List.of(), false);
        FrameCapture now = new FrameCapture(0, 0, FrameCapture.NOT_ASKED, new int[0], List.of());
        ThreadCapture thread = new ThreadCapture(21, "worker-1", false, 0, blocker, 1, List.of(now));
        FramesCapture capture =
                new FramesCapture(FramesCapture.LOCALS, null, 1_000, false, 0, List.of(facts), List.of(thread));
        return new ThreadDump(Instant.EPOCH, "", List.of(dumped), List.of(), false)
                .withLocals(capture, new LocalsJudge(asked -> null))
                .threads()
                .get(0);
    }

    @Test
    void threadThatStoodKeepsItsLocks() {
        for (@Nullable ValueTree blocker : new ValueTree[] {null, Trees.object(LOCK, 1), ValueTree.ofSeen(LOCK, 1)}) {
            ThreadSnapshot thread = merged("park", blocker);

            assertEquals(AWAITED, thread.waitingOn());
            assertEquals(List.of(HELD), thread.synchronizers());
        }
    }

    @Test
    void threadThatMovedKeepsNone() {
        ThreadSnapshot thread = merged("run", null);

        assertNull(thread.waitingOn());
        assertEquals(List.of(), thread.synchronizers());
    }

    /** A session that is about to end is in the capture, too, and may be where an object is written out. */
    @Test
    void whatOnlyOurOwnThreadHasInFullIsShownWhereItComesNext() {
        ValueTree whole = Trees.object(LOCK, 1);
        ThreadCapture ours = new ThreadCapture(30, "jspect-session", false, 0, whole, 0, List.of());
        ThreadCapture theirs = new ThreadCapture(21, "worker-1", false, 0, ValueTree.ofSeen(LOCK, 1), 0, List.of());
        FramesCapture capture =
                new FramesCapture(FramesCapture.LOCALS, null, 1_000, false, 0, List.of(), List.of(ours, theirs));

        List<ThreadSnapshot> threads = new ThreadDump(Instant.EPOCH, "", List.of(), List.of(), false)
                .withLocals(capture, new LocalsJudge(asked -> null))
                .threads();

        assertEquals(
                List.of("worker-1"), threads.stream().map(ThreadSnapshot::name).toList());
        ValueTree shown = Objects.requireNonNull(threads.get(0).blocker());
        assertEquals(ValueTree.OBJECT, shown.kind);
        assertEquals(whole.names, shown.names);
    }

    /** It may have gone round and be parked at the same place once more. */
    @Test
    void threadParkedForAnotherObjectWaitsForThat() {
        ValueTree latch = Trees.object("java.util.concurrent.CountDownLatch$Sync", 1);

        ThreadSnapshot thread = merged("park", latch);

        assertNull(thread.waitingOn());
        assertEquals(latch, thread.blocker());
        assertEquals(List.of(), thread.synchronizers());
    }
}
