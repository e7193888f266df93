// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.protocol.ValueTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread's snapshot in the making, or one that is to differ from another in little. */
final class ThreadDraft {
    long id;
    String name = "";
    boolean daemon;
    boolean virtual;
    boolean vm;
    int priority;
    Thread.@Nullable State state;

    @Nullable
    Double cpuMs;

    @Nullable
    Long elapsedMs;

    @Nullable
    Long osThreadId;

    long carrierId;
    long carriedId;

    @Nullable
    AwaitedLock waitingOn;

    List<StackFrame> frames = List.of();
    List<HeldLock> synchronizers = List.of();

    @Nullable
    ValueTree blocker;

    int framesLeftOut;

    @Nullable
    String localsNotRead;

    /** Begins with nothing known. */
    ThreadDraft() {}

    /** Begins with all that is known of a thread. */
    ThreadDraft(ThreadSnapshot thread) {
        id = thread.id();
        name = thread.name();
        daemon = thread.daemon();
        virtual = thread.virtual();
        vm = thread.vm();
        priority = thread.priority();
        state = thread.state();
        cpuMs = thread.cpuMs();
        elapsedMs = thread.elapsedMs();
        osThreadId = thread.osThreadId();
        carrierId = thread.carrierId();
        carriedId = thread.carriedId();
        waitingOn = thread.waitingOn();
        frames = thread.frames();
        synchronizers = thread.synchronizers();
        blocker = thread.blocker();
        framesLeftOut = thread.framesLeftOut();
        localsNotRead = thread.localsNotRead();
    }

    ThreadSnapshot snapshot() {
        return new ThreadSnapshot(
                id,
                name,
                daemon,
                virtual,
                vm,
                priority,
                state,
                cpuMs,
                elapsedMs,
                osThreadId,
                carrierId,
                carriedId,
                waitingOn,
                frames,
                synchronizers,
                blocker,
                framesLeftOut,
                localsNotRead);
    }
}
