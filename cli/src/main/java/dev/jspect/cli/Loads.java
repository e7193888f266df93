// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.os.Standstill;
import dev.jspect.cli.os.SystemCalls;
import dev.jspect.cli.os.ThreadTimes;
import dev.jspect.shell.natives.SystemCall;
import dev.jspect.shell.natives.ThreadLoad;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadPlaces;
import dev.jspect.shell.threads.ThreadSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures what each thread of a target does between one look and the next. */
final class Loads {
    private final Duration timeout;
    private final ThreadTimes times;
    private final SystemCalls calls;
    private final ThreadDumps dumps;
    private final int pid;
    private Map<Long, ThreadTimes.Time> before;
    private long processBefore;
    private long lookedAt;

    Loads(JvmProcess process, Duration timeout) {
        this.timeout = timeout;
        pid = process.pid();
        times = ThreadTimes.of(process.pid());
        calls = SystemCalls.again(process.pid());
        dumps = ThreadDumps.of(process, Deadline.after(timeout));
        before = times.read();
        processBefore = times.ofProcess();
        lookedAt = System.nanoTime();
    }

    /**
     * What was measured.
     *
     * @param at when
     * @param nanos for how long
     * @param cpu the share of one CPU that the process took, with its threads that have ended
     */
    record Measured(Instant at, long nanos, double cpu, List<ThreadLoad> threads) {}

    /** Measures since the last time, or since this was made. */
    Measured measure() {
        Map<Long, ThreadTimes.Time> now = times.read();
        long process = times.ofProcess();
        long at = System.nanoTime();
        long nanos = Math.max(1, at - lookedAt);
        Standstill since = Standstill.of(pid);
        ThreadDump dump = dumps.takeStacks(Deadline.after(timeout));
        Map<Long, SystemCall> waiting = calls.read(since);
        Map<Long, String> places = ThreadPlaces.of(dump);
        Map<Long, ThreadSnapshot> threads = new HashMap<>();
        for (ThreadSnapshot thread : dump.threads()) {
            if (thread.osThreadId() != null) {
                threads.put(thread.osThreadId(), thread);
            }
        }
        List<ThreadLoad> loads = new ArrayList<>();
        now.forEach((number, time) -> {
            ThreadSnapshot thread = threads.get(number);
            ThreadTimes.Time earlier = before.get(number);
            // Of a new one all that it has worked is of this while.
            long worked = Math.max(0, time.nanos() - (earlier == null ? 0 : earlier.nanos()));
            loads.add(new ThreadLoad(
                    number,
                    thread == null ? time.name() : thread.name(),
                    (double) worked / nanos,
                    time.nanos(),
                    thread,
                    thread == null ? null : places.get(thread.id()),
                    waiting.get(number)));
        });
        double alive = loads.stream().mapToDouble(ThreadLoad::cpu).sum();
        // The kernel counts it in hundredths of a second.
        double all = Math.max(alive, (double) (process - processBefore) / nanos);
        before = now;
        processBefore = process;
        lookedAt = at;
        return new Measured(dump.takenAt(), nanos, all, loads);
    }

    /** Returns why system calls are not known, or not all; null when they are. */
    @Nullable
    String refused() {
        return calls.refused();
    }
}
