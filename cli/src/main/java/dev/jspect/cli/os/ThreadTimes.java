// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long each thread of a process has run on a CPU: {@code /proc/PID/task/TID/schedstat}, in nanoseconds (sched-stats.rst); where a kernel has none, {@code stat}, in
 * hundredths of a second.
 */
public final class ThreadTimes {
    private static final int LONGEST = 1024;
    private static final long TICK = 10_000_000;

    private final Path process;

    private ThreadTimes(Path process) {
        this.process = process;
    }

    /**
     * What is known of a thread.
     *
     * @param name as the operating system has it, 15 characters at most; not to be trusted
     */
    public record Time(long nanos, String name) {}

    /** Looks at a process. */
    public static ThreadTimes of(int pid) {
        return new ThreadTimes(Path.of("/proc", Integer.toString(pid)));
    }

    /** Returns the times by the threads' numbers as the target itself sees them; empty when it is gone. */
    public Map<Long, Time> read() {
        Map<Long, Time> times = new HashMap<>();
        ThreadNumbers numbers = new ThreadNumbers(process);
        String[] tasks = process.resolve("task").toFile().list();
        for (String task : tasks == null ? new String[0] : tasks) {
            Path directory = process.resolve("task").resolve(task);
            String stat = text(directory.resolve("stat"));
            // The name is in parentheses, and may have some of its own.
            int end = stat == null ? -1 : stat.lastIndexOf(')');
            if (stat != null && end > 0) {
                String name = stat.substring(stat.indexOf('(') + 1, end);
                times.put(numbers.seenFromTarget(task), new Time(nanos(directory, stat.substring(end + 1)), name));
            }
        }
        return times;
    }

    /** Returns what the process has taken, with its threads that have ended, in nanoseconds; 0 when it is gone. */
    public long ofProcess() {
        String stat = text(process.resolve("stat"));
        int end = stat == null ? -1 : stat.lastIndexOf(')');
        try {
            return stat == null || end < 0 ? 0 : ticks(stat.substring(end + 1));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            return 0;
        }
    }

    /** Fields 14 and 15 of proc_pid_stat(5); the name was the second. */
    private static long ticks(String stat) {
        String[] fields = stat.strip().split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK;
    }

    private static long nanos(Path directory, String stat) {
        try {
            String precise = text(directory.resolve("schedstat"));
            long counted = precise == null ? 0 : Long.parseLong(precise.strip().split(" ", -1)[0]);
            if (counted > 0) {
                return counted;
            }
            return ticks(stat);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            return 0;
        }
    }

    private static @Nullable String text(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return null;
        }
    }
}
