// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.JvmProcesses;
import dev.jspect.cli.it.Jdks;
import dev.jspect.cli.it.TargetJvm;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.WantedTasks;
import dev.jspect.shell.TargetException;
import dev.jspect.target.Carrying;
import java.time.Duration;
import java.util.List;

/**
 * What {@code scripts/soak} runs: captures of a target that begins and ends thousands of threads a second. Before JDK 10 the VM does not hold those that
 * JVMTI looks at (JDK-8167108): one capture of 2,000 made it stand still for ever.
 */
public final class EndsSoak {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ValueBounds BOUNDS = new ValueBounds(2, 20, 100, 4 << 20, 10_000, List.of());
    /** So many captures of frames for one of context. */
    private static final int SELDOM = 4;

    private EndsSoak() {}

    /** Arguments: captures for each JDK, and the JDKs' numbers (all without any). */
    public static void main(String[] args) throws Exception {
        List<String> wanted = List.of(args).subList(1, args.length);
        for (Jdks.Jdk jdk : Jdks.wanted().toList()) {
            if (wanted.isEmpty() || wanted.contains("" + jdk.feature())) {
                try (TargetJvm target = TargetJvm.on(jdk).start(Carrying.class.getName(), "ending")) {
                    int captures = Integer.parseInt(args[0]);
                    System.out.println(
                            jdk + ": " + captures + " captures, " + captures(target.pid(), captures) + " threads seen");
                }
            }
        }
    }

    /**
     * Captures local variables again and again, and what threads carry.
     *
     * @return how many threads were seen
     * @throws TargetException when the target does not answer any more
     */
    public static long captures(long pid, int captures) throws TargetException {
        JvmProcess process = JvmProcesses.list().stream()
                .filter(candidate -> candidate.pid() == pid)
                .findFirst()
                .orElseThrow();
        long threads = 0;
        try (RemoteTarget target = AgentAttacher.attach(process, Deadline.after(PATIENCE), ValueLimits.DEFAULT)) {
            for (int i = 0; i < captures; i++) {
                FramesCapture capture = target.frames(new FramesRequest(
                        List.of(), 200, 1_000, false, i % 2 == 1, List.of(), 200, false, new long[0], BOUNDS));
                threads += capture.threads.size();
                if (i % SELDOM == 0) {
                    threads += target.context(new ContextRequest(
                                    List.of(), 1_000, 100, false, List.of(), WantedTasks.NONE, BOUNDS))
                            .threads
                            .size();
                }
            }
        }
        return threads;
    }
}
