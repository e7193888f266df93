// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import dev.jspect.shell.threads.ThreadSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a thread did for a while.
 *
 * @param osThreadId the operating system's number, as the target sees it
 * @param name of the {@code Thread}; else as the operating system has it; not to be trusted
 * @param cpu the share of one CPU, 1 for all of one
 * @param cpuNanos since it began
 * @param thread as it was at the end; null for one that the JVM does not list
 * @param place where that is in the application's code; null where it has no frames
 * @param call the system call that it waits in; null when it runs, or that is not known
 */
public record ThreadLoad(
        long osThreadId,
        String name,
        double cpu,
        long cpuNanos,
        @Nullable ThreadSnapshot thread,
        @Nullable String place,
        @Nullable SystemCall call) {}
