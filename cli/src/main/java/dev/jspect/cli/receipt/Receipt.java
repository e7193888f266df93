// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.receipt;

import dev.jspect.shell.text.Durations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to a target.
 *
 * @param pausedMs how long all threads of the target were stopped meanwhile, for us or for its own garbage collection; null
 *     when the target does not count it
 * @param classesLoaded how many classes the target loaded meanwhile; null when it does not count them
 * @param leftBehind what is still there, by name
 * @param capture what was read of the local variables, or null for a command that reads none
 * @param threadsEnded whether all threads of ours were seen to have ended; false also where there is no {@code /proc} to look at
 */
public record Receipt(
        @Nullable Double pausedMs,
        @Nullable Long classesLoaded,
        List<String> leftBehind,
        @Nullable CaptureFacts capture,
        boolean threadsEnded) {
    /** The one class that no JVM can unload, and that does nothing until the next attach. */
    public static final String DOORWAY = "the doorway class (inert)";

    /** The class that changed classes call, which no JVM can unload either. */
    public static final String DISPATCHER = "the dispatcher class (inert)";

    /** This receipt of a command that has read local variables: its pause is the one that was measured with them. */
    public Receipt with(CaptureFacts facts) {
        return new Receipt(facts.pausedMs(), classesLoaded, leftBehind, facts, threadsEnded);
    }

    /** This receipt with one thing more that is left behind. */
    public Receipt leaving(String what) {
        List<String> all = new ArrayList<>(leftBehind);
        all.add(what);
        return new Receipt(pausedMs, classesLoaded, all, capture, threadsEnded);
    }

    /** This receipt with a pause that the target measured itself. */
    public Receipt withPause(double millis) {
        return new Receipt(millis, classesLoaded, leftBehind, capture, threadsEnded);
    }

    /**
     * This receipt of a command that may have read local variables, too.
     *
     * @param nanos for how long threads were stopped for that
     * @param facts what the one capture was like; null when there were several or none
     */
    public Receipt plus(long nanos, @Nullable CaptureFacts facts) {
        Double paused = pausedMs == null && nanos == 0
                ? null
                : Double.valueOf(Math.round(((pausedMs == null ? 0 : pausedMs) * 1e6) + nanos) / 1e6);
        return new Receipt(paused, classesLoaded, leftBehind, facts, threadsEnded);
    }

    /** Returns the line that ends such a command. */
    public String line() {
        StringBuilder line = new StringBuilder("jspect: paused ");
        line.append(pausedMs == null ? "(not measured)" : Durations.ofMillis(pausedMs));
        if (capture != null && !capture.isNone()) {
            line.append(" · ").append(counted(capture.threads(), "thread"));
            line.append(" · ").append(counted(capture.locals(), "local"));
        }
        if (classesLoaded != null) {
            line.append(" · loaded ").append(classesLoaded).append(" classes");
        }
        return line.append(" · left behind: ")
                .append(leftBehind.isEmpty() ? "nothing" : String.join(", ", leftBehind))
                .toString();
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
