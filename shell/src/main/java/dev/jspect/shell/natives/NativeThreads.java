// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import dev.jspect.shell.threads.ThreadSnapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of threads below Java, a moment after their dump. */
public final class NativeThreads {
    /** Nobody asked. */
    public static final NativeThreads NOT_ASKED = new NativeThreads(Map.of());

    private final Map<Long, SystemCall> calls;

    /**
     * @param calls by the numbers of the operating system's threads, as the target sees them
     */
    public NativeThreads(Map<Long, SystemCall> calls) {
        this.calls = Map.copyOf(calls);
    }

    /** Returns them all, by the numbers of the operating system's threads. */
    public Map<Long, SystemCall> calls() {
        return calls;
    }

    /** Returns the system call that a thread waits in; null when it runs, or nobody knows. */
    public @Nullable SystemCall callOf(ThreadSnapshot thread) {
        return thread.osThreadId() == null ? null : calls.get(thread.osThreadId());
    }
}
