// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM itself counts in its performance data, at one moment.
 *
 * @param pauseNanos how long all its threads have been stopped at safepoints since it started
 * @param loadedClasses how many classes it has loaded since it started
 */
public record TargetCounters(long pauseNanos, long loadedClasses) {
    /** Reads the counters; null where the JVM keeps none (-XX:-UsePerfData) or we may not read them. */
    public static @Nullable TargetCounters read(JvmProcess process) {
        Path file = PerfDataFiles.in(process.seenFromHere("/tmp")).find(process.nsPid(), process.uid());
        HsPerfData data = file == null ? null : PerfDataFiles.read(file);
        if (data == null) {
            return null;
        }
        // Counted in nanoseconds on Linux, see sun.os.hrt.frequency.
        Long pause = data.number("sun.rt.safepointTime");
        Long loaded = data.number("java.cls.loadedClasses");
        Long shared = data.number("java.cls.sharedLoadedClasses");
        return pause == null || loaded == null || shared == null ? null : new TargetCounters(pause, loaded + shared);
    }
}
