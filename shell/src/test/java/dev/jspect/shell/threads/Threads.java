// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.protocol.ValueTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads made by hand. */
public final class Threads {
    private Threads() {}

    /** Returns a platform thread of which no more is known. */
    public static ThreadSnapshot thread(long id, String name, Thread.@Nullable State state, List<StackFrame> frames) {
        return draft(id, name, state, frames).snapshot();
    }

    /** Returns a virtual thread that waits. */
    public static ThreadSnapshot waiter(@Nullable AwaitedLock awaited, @Nullable ValueTree blocker) {
        ThreadDraft draft = draft(1, "waiter", Thread.State.WAITING, List.of());
        draft.virtual = true;
        draft.waitingOn = awaited;
        draft.blocker = blocker;
        return draft.snapshot();
    }

    private static ThreadDraft draft(long id, String name, Thread.@Nullable State state, List<StackFrame> frames) {
        ThreadDraft draft = new ThreadDraft();
        draft.id = id;
        draft.name = name;
        draft.priority = Thread.NORM_PRIORITY;
        draft.state = state;
        draft.frames = frames;
        return draft;
    }
}
