// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of threads below Java, a moment after their dump. */
public final class NativeThreads {
    /** Nobody asked. */
    public static final NativeThreads NOT_ASKED = new NativeThreads(Map.of(), Map.of());

    private final Map<Long, SystemCall> calls;
    private final Map<Long, NativeStack> stacks;

    /**
     * @param calls by the numbers of the operating system's threads, as the target sees them
     * @param stacks the same
     */
    public NativeThreads(Map<Long, SystemCall> calls, Map<Long, NativeStack> stacks) {
        this.calls = Map.copyOf(calls);
        this.stacks = Map.copyOf(stacks);
    }

    /** Returns the operating system's numbers of threads, and of the carriers of virtual ones among them, as far as those are known. */
    public static Set<Long> numbersOf(List<ThreadSnapshot> threads) {
        Set<Long> numbers = new HashSet<>();
        for (ThreadSnapshot thread : threads) {
            if (thread.osThreadId() != null) {
                numbers.add(thread.osThreadId());
            }
        }
        return numbers;
    }

    /** Returns them all, by the numbers of the operating system's threads. */
    public Map<Long, SystemCall> calls() {
        return calls;
    }

    /** Returns the system call that a thread waits in; null when it runs, or nobody knows. */
    public @Nullable SystemCall callOf(ThreadSnapshot thread) {
        return thread.osThreadId() == null ? null : calls.get(thread.osThreadId());
    }

    /** Returns all stacks, by the numbers of the operating system's threads. */
    public Map<Long, NativeStack> stacks() {
        return stacks;
    }

    /** Returns the calls below Java of a thread; null where none are known, or nobody asked. */
    public @Nullable NativeStack stackOf(ThreadSnapshot thread) {
        return thread.osThreadId() == null ? null : stacks.get(thread.osThreadId());
    }
}
