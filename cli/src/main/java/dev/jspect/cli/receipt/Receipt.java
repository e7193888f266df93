// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.receipt;

import dev.jspect.shell.text.Durations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command did to a target.
 *
 * @param pausedMs how long all threads of the target were stopped meanwhile, for us or for its own garbage collection; null
 *     when the target does not count it
 * @param classesLoaded how many classes the target loaded meanwhile; null when it does not count them
 * @param leftBehind what is still there, by name
 * @param threadsEnded whether all threads of ours were seen to have ended; false also where there is no {@code /proc} to look at
 */
public record Receipt(
        @Nullable Double pausedMs, @Nullable Long classesLoaded, List<String> leftBehind, boolean threadsEnded) {
    /** The one class that no JVM can unload, and that does nothing until the next attach. */
    public static final String DOORWAY = "the doorway class (inert)";

    /** Returns the line that ends such a command. */
    public String line() {
        StringBuilder line = new StringBuilder("jspect: paused ");
        line.append(pausedMs == null ? "(not measured)" : Durations.ofMillis(pausedMs));
        if (classesLoaded != null) {
            line.append(" · loaded ").append(classesLoaded).append(" classes");
        }
        return line.append(" · left behind: ")
                .append(leftBehind.isEmpty() ? "nothing" : String.join(", ", leftBehind))
                .toString();
    }
}
