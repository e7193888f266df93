// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

/** A thread's state as JVMTI GetThreadState gives it, as Java has it. */
final class JvmtiState {
    private static final int ALIVE = 0x1;
    private static final int TERMINATED = 0x2;
    private static final int RUNNABLE = 0x4;
    private static final int WAITING_WITH_TIMEOUT = 0x20;
    private static final int WAITING = 0x80;
    private static final int BLOCKED_ON_MONITOR_ENTER = 0x400;

    private JvmtiState() {}

    /** Returns the state beside being suspended, which our look has made it. */
    static Thread.State of(int bits) {
        if ((bits & ALIVE) == 0) {
            return (bits & TERMINATED) == 0 ? Thread.State.NEW : Thread.State.TERMINATED;
        }
        if ((bits & BLOCKED_ON_MONITOR_ENTER) != 0) {
            return Thread.State.BLOCKED;
        }
        if ((bits & WAITING) != 0) {
            return (bits & WAITING_WITH_TIMEOUT) == 0 ? Thread.State.WAITING : Thread.State.TIMED_WAITING;
        }
        // A state of neither kind is one between two.
        return (bits & RUNNABLE) == 0 && (bits & WAITING_WITH_TIMEOUT) != 0
                ? Thread.State.TIMED_WAITING
                : Thread.State.RUNNABLE;
    }
}
