// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who holds a lock, over all threads of one dump. */
public final class LockHolders {
    private final Map<String, ThreadSnapshot> byLock = new HashMap<>();
    private final Map<Long, ThreadSnapshot> byId = new HashMap<>();

    public LockHolders(ThreadDump dump) {
        for (ThreadSnapshot thread : dump.threads()) {
            if (thread.id() != 0) {
                byId.put(thread.id(), thread);
            }
            AwaitedLock awaited = thread.waitingOn();
            boolean givenUpUnknown =
                    awaited != null && awaited.kind() == AwaitedLock.Kind.OBJECT_WAIT && awaited.lock() == null;
            for (StackFrame frame : thread.frames()) {
                for (HeldLock held : frame.locks()) {
                    // One of its monitors it does not hold while it waits, and nobody can tell which.
                    if (held.how() == HeldLock.How.HELD && !givenUpUnknown) {
                        add(held.lock(), thread);
                    }
                }
            }
            for (HeldLock held : thread.synchronizers()) {
                add(held.lock(), thread);
            }
        }
    }

    private void add(LockRef lock, ThreadSnapshot holder) {
        if (lock.address() != null) {
            byLock.put(lock.address(), holder);
        }
        if (lock.identity() != null) {
            byLock.put(lock.className().concat(lock.identity()), holder);
        }
    }

    /** The thread that must let go for the wait to end; null if the dump does not tell or the wait is of another kind. */
    public @Nullable ThreadSnapshot holderOf(AwaitedLock awaited) {
        LockRef lock = awaited.lock();
        if (awaited.ownerId() != 0) {
            return byId.get(awaited.ownerId());
        }
        if (lock == null || !awaited.endsOnRelease()) {
            return null;
        }
        ThreadSnapshot holder = lock.address() == null ? null : byLock.get(lock.address());
        return holder != null || lock.identity() == null
                ? holder
                : byLock.get(lock.className().concat(lock.identity()));
    }

    /** The thread of that id, or null if the dump has none. */
    public @Nullable ThreadSnapshot thread(long id) {
        return byId.get(id);
    }
}
