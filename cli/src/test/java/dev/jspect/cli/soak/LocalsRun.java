// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.JvmProcesses;
import dev.jspect.cli.attach.ThreadDumps;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.FramesRequest;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.classpath.ClassFilesByLocation;
import dev.jspect.shell.locals.LocalsJudge;
import dev.jspect.shell.source.SourceLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Many captures of one target, each checked, in one session; as {@code frames -l} makes them. */
public final class LocalsRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KnownLocals known;
    private final List<Double> pausesMs = new ArrayList<>();
    private int referencesOnly;
    private int watchdogs;

    private LocalsRun(Expectation expectation) {
        this.known = new KnownLocals(expectation);
    }

    /** Captures a {@code Known}. */
    public static LocalsRun of(long pid, int captures, int pauseMillis, boolean documentedOnly) throws TargetException {
        return of(pid, new ExpectedOfKnown(), captures, pauseMillis, documentedOnly);
    }

    /**
     * Captures.
     *
     * @param pauseMillis the budget
     */
    public static LocalsRun of(long pid, Expectation expectation, int captures, int pauseMillis, boolean documentedOnly)
            throws TargetException {
        JvmProcess process = JvmProcesses.list().stream()
                .filter(candidate -> candidate.pid() == pid)
                .findFirst()
                .orElseThrow();
        LocalsRun run = new LocalsRun(expectation);
        ThreadDumps dumps = ThreadDumps.of(process, Deadline.after(PATIENCE));
        try (RemoteTarget target = AgentAttacher.attach(process, Deadline.after(PATIENCE), ValueLimits.DEFAULT)) {
            var files = new ClassFilesByLocation(
                    target.jvm()::toolPath, target.jvm().featureVersion());
            LocalsJudge judge = new LocalsJudge(
                    method -> method.location == null ? null : files.classFile(method.location, method.className));
            for (int i = 0; i < captures; i++) {
                run.capture(target, dumps, judge, pauseMillis, documentedOnly);
            }
        }
        return run;
    }

    private void capture(
            RemoteTarget target, ThreadDumps dumps, LocalsJudge judge, int pauseMillis, boolean documentedOnly)
            throws TargetException {
        FramesCapture stacks = target.frames(request(pauseMillis, documentedOnly, true, new long[0]));
        long[] live = judge.live(stacks, false);
        var dump = dumps.takePlatformThreads(Deadline.after(PATIENCE));
        FramesCapture capture = target.frames(request(pauseMillis, documentedOnly, false, live));
        pausesMs.add(capture.pausedNanos / 1e6);
        referencesOnly += capture.how == FramesCapture.REFERENCES ? 1 : 0;
        watchdogs += capture.watchdogFired ? 1 : 0;
        known.check(dump.withLocals(capture, judge, SourceLookup.NONE));
    }

    private static FramesRequest request(int pauseMillis, boolean documentedOnly, boolean stacksOnly, long[] live) {
        ValueBounds bounds = new ValueBounds(3, 20, 100, 4 << 20, 10_000, List.of());
        return new FramesRequest(
                List.of(), 200, 1_000, false, documentedOnly, List.of(), pauseMillis, stacksOnly, live, bounds);
    }

    /** Returns what was compared. */
    public KnownLocals known() {
        return known;
    }

    /** Returns how many captures had references only. */
    public int referencesOnly() {
        return referencesOnly;
    }

    /** Returns how often the watchdog had to act. */
    public int watchdogs() {
        return watchdogs;
    }

    @Override
    public String toString() {
        List<Double> sorted = new ArrayList<>(pausesMs);
        Collections.sort(sorted);
        return String.format(
                "%d captures, pause median %.1f max %.1f ms, %d watchdogs, %d frames, %d values right, %d wrong, labels %s",
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                watchdogs,
                known.frames(),
                known.right(),
                known.wrong().size(),
                known.labels());
    }
}
