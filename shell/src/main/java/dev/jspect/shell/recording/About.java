// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recording is of; nothing in it is to be trusted.
 *
 * @param format how its moments are written, see {@link #FORMAT}
 * @param madeBy the version of jspect
 * @param pid of the target
 * @param name of the target
 * @param javaVersion of the target, or null
 * @param arguments what its JVM was started with, without the values of system properties
 * @param pausedMs for how long it was stopped in all; null when that is not known
 * @param classesLoaded how many classes it loaded meanwhile, or null
 * @param leftBehind what was left in it, by name
 */
public record About(
        int format,
        String madeBy,
        long pid,
        String name,
        @Nullable String javaVersion,
        List<String> arguments,
        @Nullable Double pausedMs,
        @Nullable Long classesLoaded,
        List<String> leftBehind) {
    /** The format that is written, and the newest that can be read. */
    public static final int FORMAT = 1;

    public About {
        arguments = List.copyOf(arguments);
        leftBehind = List.copyOf(leftBehind);
    }
}
