// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.protocol.FramesCapture;
import dev.jspect.shell.locals.LocalsJudge;
import dev.jspect.shell.source.SourceLookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All threads of a target.
 *
 * @param takenAt when the tool asked for it: the dump's own time has no zone
 * @param jvm the VM's description of itself, such as {@code OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode)}
 * @param threads in the JVM's order, its own threads too
 * @param truncated whether the text ended too early, so that threads may be missing
 */
public record ThreadDump(
        Instant takenAt, String jvm, List<ThreadSnapshot> threads, List<Deadlock> deadlocks, boolean truncated) {
    public ThreadDump {
        threads = List.copyOf(threads);
        deadlocks = List.copyOf(deadlocks);
    }

    /** How the threads of our own session are named. */
    static final String OURS = "jspect-";

    /** This dump without the threads of a session that is open. */
    public ThreadDump withoutOurs() {
        List<ThreadSnapshot> others = threads.stream()
                .filter(thread -> !thread.name().startsWith(OURS))
                .toList();
        return new ThreadDump(takenAt, jvm, others, deadlocks, truncated);
    }

    /** The threads that run Java code: all but those the VM runs for itself. */
    public List<ThreadSnapshot> javaThreads() {
        List<ThreadSnapshot> java = new ArrayList<>(threads.size());
        for (ThreadSnapshot thread : threads) {
            if (!thread.vm()) {
                java.add(thread);
            }
        }
        return java;
    }

    /**
     * This dump with the virtual threads of another one taken right after it. A thread that both know appears once:
     * with the stack of this dump, in which all threads stood still together, and what only the other tells.
     */
    public ThreadDump withVirtualThreads(VirtualThreadDump virtual) {
        return new VirtualThreadMerge(this, virtual).merged();
    }

    /**
     * This dump with the threads that the JVM does not list: those of native libraries.
     *
     * @param names of all threads of the process, by the operating system's numbers; not to be trusted
     */
    public ThreadDump withForeign(Map<Long, String> names) {
        Map<Long, String> foreign = new TreeMap<>(names);
        threads.forEach(thread -> {
            if (thread.osThreadId() != null) {
                foreign.remove(thread.osThreadId());
            }
        });
        List<ThreadSnapshot> all = new ArrayList<>(threads);
        foreign.forEach((number, name) -> {
            ThreadDraft thread = new ThreadDraft();
            thread.name = name;
            thread.vm = true;
            thread.osThreadId = number;
            all.add(thread.snapshot());
        });
        return new ThreadDump(takenAt, jvm, all, deadlocks, truncated);
    }

    /** This dump with the stacks and local variables of a capture taken right after it, and the source where those are. */
    public ThreadDump withLocals(FramesCapture capture, LocalsJudge judge, SourceLookup sources) {
        return new LocalsMerge(this, capture, judge, sources).merged();
    }

    /** The same without lines of the source. */
    public ThreadDump withLocals(FramesCapture capture, LocalsJudge judge) {
        return withLocals(capture, judge, SourceLookup.NONE);
    }
}
