// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import java.util.List;

/** Takes cuts through the target: what the native library does for {@link FramesReader}. */
public interface FrameSource {
    /**
     * Suspends threads, reads their stacks and local variables, and resumes them; takes little longer than the watchdog's time,
     * whatever happens.
     *
     * @param attendants threads that were not started: the first is the watchdog, which resumes all others by its deadline; more of
     *     them help to suspend
     * @param platformLoader the platform class loader; on JDK 8 the extension loader
     * @param virtualThreads those to look at, or null
     * @param ids of the threads to look at, or null for all
     * @param prefixes how signatures of the application's classes begin, in modified UTF-8; none: by their loaders
     * @param live as {@code FramesRequest.live}, or null
     * @param settings most frames of a thread, all frames (1) or those of the application (0), documented means only (1), the
     *     pause's budget and the watchdog's time in nanoseconds, stacks only (1), and of the application's frames tasks only (1)
     * @return the parts of a {@link Cut}
     */
    Object[] take(
            Thread[] attendants,
            ClassLoader platformLoader,
            Object[] virtualThreads,
            long[] ids,
            byte[][] prefixes,
            long[] live,
            long[] settings);

    /**
     * Lists virtual threads.
     *
     * @param virtualThread the class of virtual threads
     * @param most how many at most
     * @param total takes in its first element how many there are
     * @return null when none was ever made
     */
    List<?> virtualThreads(Class<?> virtualThread, long most, long[] total);
}
