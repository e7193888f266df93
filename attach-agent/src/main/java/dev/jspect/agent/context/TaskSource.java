// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

/** The tasks that threads of executors run, as they were at one moment. For the session's thread. */
public interface TaskSource {
    /** Returns what a thread runs; null when it runs none, or {@link #unknown} says why it is not known. */
    Object of(Thread thread);

    /** Returns why it is not known what a thread runs, or null. */
    String unknown(Thread thread);

    /** Returns for how long threads stood still for it, in nanoseconds. */
    long pausedNanos();

    /** Returns why it could not be done by the usual means; null when it could. */
    String denied();
}
