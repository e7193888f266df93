// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.Variable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One thread as it stood.
 *
 * @param id the {@code Thread}'s id, 0 for threads of the VM that are no Java threads
 * @param name as the application set it: unescaped
 * @param vm whether the VM runs this thread for itself (collector, compilers, signal dispatcher)
 * @param priority 0 if unknown
 * @param state null where the JVM does not tell: threads of the VM, virtual threads before 25, carriers
 * @param cpuMs CPU time so far, null if unknown (always on 8 and for virtual threads)
 * @param elapsedMs time since the thread started, null if unknown
 * @param osThreadId the operating system's id in the target's pid namespace, null if unknown
 * @param carrierId id of the platform thread that a virtual thread is mounted on, else 0
 * @param carriedId id of the virtual thread that this platform thread carries, else 0
 * @param waitingOn null for a thread that waits for no object
 * @param frames innermost first
 * @param synchronizers the {@code java.util.concurrent} locks this thread owns
 * @param blocker what it is parked for, where that was captured
 * @param framesLeftOut how many frames the stack has beyond the last one here
 * @param localsNotRead why none of its variables were read, though they were wanted; null where they were, or were not wanted
 */
public record ThreadSnapshot(
        long id,
        String name,
        boolean daemon,
        boolean virtual,
        boolean vm,
        int priority,
        Thread.@Nullable State state,
        @Nullable Double cpuMs,
        @Nullable Long elapsedMs,
        @Nullable Long osThreadId,
        long carrierId,
        long carriedId,
        @Nullable AwaitedLock waitingOn,
        List<StackFrame> frames,
        List<HeldLock> synchronizers,
        @Nullable ValueTree blocker,
        int framesLeftOut,
        @Nullable String localsNotRead) {
    public ThreadSnapshot {
        frames = List.copyOf(frames);
        synchronizers = List.copyOf(synchronizers);
    }

    /** Adds all values of this thread: what it is parked for, and its local variables. */
    public void addValues(List<ValueTree> values) {
        if (blocker != null) {
            values.add(blocker);
        }
        for (StackFrame frame : frames) {
            if (frame.locals() != null) {
                for (Variable variable : frame.locals().variables()) {
                    if (variable.value() != null) {
                        values.add(variable.value());
                    }
                }
            }
        }
    }

    /** Returns the same thread with other values in the places of its own. */
    public ThreadSnapshot withValues(UnaryOperator<ValueTree> other) {
        ThreadDraft draft = new ThreadDraft(this);
        draft.blocker = blocker == null ? null : other.apply(blocker);
        draft.frames = frames.stream().map(frame -> frame.withValues(other)).toList();
        return draft.snapshot();
    }

    /** Returns the same thread with frames that say more of its stack. */
    public ThreadSnapshot withFrames(List<StackFrame> others) {
        ThreadDraft draft = new ThreadDraft(this);
        draft.frames = others;
        return draft.snapshot();
    }

    /** Says whether the variables of any frame were asked for. */
    public boolean hasLocals() {
        for (StackFrame frame : frames) {
            if (frame.locals() != null) {
                return true;
            }
        }
        return false;
    }
}
