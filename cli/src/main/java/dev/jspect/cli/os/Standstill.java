// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which threads of a process have not run since a moment: whoever waits again has been switched ({@code ctxt_switches} of proc_pid_status(5)). What was read of such a
 * thread since then belongs together.
 */
public final class Standstill {
    private static final String RUNS = "\nState:\tR";
    private static final String SWITCHES = "ctxt_switches:\t";

    private final Path tasks;
    private final Map<String, String> before = new HashMap<>();

    private Standstill(Path tasks) {
        this.tasks = tasks;
    }

    /** Begins now. */
    public static Standstill of(int pid) {
        Standstill since = new Standstill(Path.of("/proc", Integer.toString(pid), "task"));
        String[] names = since.tasks.toFile().list();
        for (String task : names == null ? new String[0] : names) {
            String switches = since.switches(task);
            if (switches != null) {
                since.before.put(task, switches);
            }
        }
        return since;
    }

    /** Whether a thread has not run since then, and does not now; false as well where nobody knows. */
    boolean stands(String task) {
        String then = before.get(task);
        return then != null && then.equals(switches(task));
    }

    /** Null of one that runs: its switch has not been counted yet. */
    private @Nullable String switches(String task) {
        try {
            String status = Files.readString(tasks.resolve(task).resolve("status"), StandardCharsets.ISO_8859_1);
            int start = status.indexOf(SWITCHES);
            return start < 0 || status.contains(RUNS) ? null : status.substring(start);
        } catch (IOException ended) {
            return null;
        }
    }
}
