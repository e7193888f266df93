// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads of ours in a target, as the operating system names them. */
public final class TargetThreads {
    /** The kernel keeps 15 characters of a name. */
    private static final String OURS = "jspect-";

    private TargetThreads() {}

    /** Names the threads of ours that run now; none where there is no {@code /proc}. */
    public static List<String> ours(JvmProcess process) {
        List<String> names = new ArrayList<>();
        String[] tasks = new File("/proc/" + process.pid() + "/task").list();
        for (String task : tasks == null ? new String[0] : tasks) {
            String name = nameOf(process, task);
            if (name.startsWith(OURS)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns an empty name for a thread that has just ended. */
    private static String nameOf(JvmProcess process, String task) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "task", task, "comm"))
                    .strip();
        } catch (IOException ended) {
            return "";
        }
    }

    /** Waits until none of ours runs any more, at most so long, and names those that do. */
    public static List<String> awaitNone(JvmProcess process, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        List<String> left = ours(process);
        while (!left.isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return left;
            }
            left = ours(process);
        }
        return left;
    }
}
