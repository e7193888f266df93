// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads that wait for each other in a circle, as the JVM found them: each waits for what the next one holds. */
public record Deadlock(List<Member> threads) {
    public Deadlock {
        threads = List.copyOf(threads);
    }

    /**
     * One thread of the circle.
     *
     * @param id the thread's id, 0 if the dump does not allow to tell it
     * @param waitsFor null only in a dump that was cut off
     * @param heldBy name of the thread that holds it; null if the JVM could not tell
     * @param heldById that thread's id, 0 if unknown
     */
    public record Member(
            long id,
            String name,
            @Nullable AwaitedLock waitsFor,
            @Nullable String heldBy,
            long heldById) {}
}
