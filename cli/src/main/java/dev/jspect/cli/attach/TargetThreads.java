// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The threads of ours in a target, as the operating system names them. */
public final class TargetThreads {
    /** The kernel keeps 15 characters of a name. */
    private static final String OURS = "jspect-";

    private final JvmProcess process;
    private final Set<String> known;

    private TargetThreads(JvmProcess process, Set<String> known) {
        this.process = process;
        this.known = known;
    }

    /** Looks at all threads of a process. */
    public static TargetThreads allOf(JvmProcess process) {
        return new TargetThreads(process, Set.of());
    }

    /** Looks at those only that start from now on: among thousands of others, that is much less to read. */
    public static TargetThreads startingNowIn(JvmProcess process) {
        return new TargetThreads(process, Set.of(tasks(process)));
    }

    /** Says whether threads can be seen here at all: where there is a {@code /proc}. */
    public static boolean canBeSeen() {
        return ProcDirectory.ofThisMachine().exists();
    }

    /** Names the threads of ours that run now; none where there is no {@code /proc}. */
    public List<String> ours() {
        List<String> names = new ArrayList<>();
        for (String task : tasks(process)) {
            String name = known.contains(task) ? "" : nameOf(task);
            if (name.startsWith(OURS)) {
                names.add(name);
            }
        }
        return names;
    }

    private static String[] tasks(JvmProcess process) {
        String[] tasks = new File("/proc/" + process.pid() + "/task").list();
        return tasks == null ? new String[0] : tasks;
    }

    /** Returns an empty name for a thread that has just ended. */
    private String nameOf(String task) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "task", task, "comm"))
                    .strip();
        } catch (IOException ended) {
            return "";
        }
    }

    /** Waits until none of ours runs any more, at most so long, and names those that do. */
    public List<String> awaitNone(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        List<String> left = ours();
        while (!left.isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return left;
            }
            left = ours();
        }
        return left;
    }
}
