// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins HotSpot's dump, which has no unmounted virtual threads, with {@code Thread.dump_to_file}, which has no addresses. */
final class VirtualThreadMerge {
    private final ThreadDump dump;
    private final VirtualThreadDump virtual;
    private final Map<Long, ThreadSnapshot> others = new HashMap<>();
    private final Map<Long, Long> carriers = new HashMap<>();

    VirtualThreadMerge(ThreadDump dump, VirtualThreadDump virtual) {
        this.dump = dump;
        this.virtual = virtual;
    }

    ThreadDump merged() {
        for (ThreadSnapshot thread : virtual.threads()) {
            others.put(thread.id(), thread);
        }
        List<ThreadSnapshot> threads = new ArrayList<>();
        for (ThreadSnapshot thread : dump.threads()) {
            if (thread.carriedId() != 0) {
                carriers.put(thread.carriedId(), thread.id());
            }
            ThreadSnapshot other = thread.id() == 0 ? null : others.remove(thread.id());
            threads.add(other == null || other.virtual() != thread.virtual() ? thread : joined(thread, other));
        }
        for (ThreadSnapshot thread : virtual.threads()) {
            if (thread.virtual() && others.containsKey(thread.id())) {
                Long carrier = carriers.get(thread.id());
                threads.add(withCarrier(thread, carrier == null ? 0 : carrier));
            }
        }
        boolean truncated = dump.truncated() || virtual.truncated();
        return new ThreadDump(dump.takenAt(), dump.jvm(), threads, dump.deadlocks(), truncated);
    }

    /** A platform thread keeps all it has, a mounted virtual one gets its name and, with luck, its state. */
    private static ThreadSnapshot joined(ThreadSnapshot thread, ThreadSnapshot other) {
        ThreadDraft joined = new ThreadDraft(thread);
        joined.name = thread.virtual() ? other.name() : thread.name();
        joined.state = thread.state() == null ? other.state() : thread.state();
        joined.waitingOn = joined(thread.waitingOn(), other.waitingOn());
        return joined.snapshot();
    }

    /**
     * Gives the awaited object its identity too, so that a virtual holder can be found: only if the thread waits in the
     * same way for an object of the same class in both dumps.
     */
    private static @Nullable AwaitedLock joined(@Nullable AwaitedLock awaited, @Nullable AwaitedLock other) {
        LockRef lock = awaited == null ? null : awaited.lock();
        LockRef same = other == null ? null : other.lock();
        if (awaited == null || other == null || lock == null || same == null) {
            return awaited;
        }
        if (awaited.kind() != other.kind() || !lock.className().equals(same.className())) {
            return awaited;
        }
        LockRef known = new LockRef(lock.className(), lock.address(), same.identity());
        return new AwaitedLock(awaited.kind(), known, other.ownerId());
    }

    private static ThreadSnapshot withCarrier(ThreadSnapshot thread, long carrierId) {
        ThreadDraft carried = new ThreadDraft(thread);
        carried.carrierId = carrierId;
        return carried.snapshot();
    }
}
