// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.protocol.Op;

/** What is done about a heap of the target's that is full: it may not be for long. */
final class FullHeap {
    static final long TAKING_BACK_NANOS = 1_000_000_000;

    private static final long BEGINNING_NANOS = 300_000_000;
    private static final long ROOM = 2 << 20;
    private static final long NONE = -1;
    private static final int MOST_CAUSES = 10;

    private FullHeap() {}

    /** Says whether this brings something new into the target. */
    private static boolean begins(int op) {
        return op == Op.ADD_CLASSES
                || op == Op.LOAD_LIBRARY
                || op == Op.ARM_EXCEPTIONS
                || op == Op.RESERVE_PROBES
                || op == Op.CONTEXT
                || op == Op.FIND_CONTEXT
                || op == Op.STACKS;
    }

    /** In a full heap a class of the JDK that nobody has used yet may not get initialised, and stays unusable for all: nothing new is begun there. */
    static void awaitRoom(int op) {
        if (!begins(op)) {
            return;
        }
        long end = System.nanoTime() + BEGINNING_NANOS;
        Runtime heap = Runtime.getRuntime();
        while (heap.maxMemory() - heap.totalMemory() + heap.freeMemory() < ROOM) {
            if (!AgentSession.awaitsMemory(end)) {
                throw new OutOfMemoryError("the target's heap is full");
            }
        }
    }

    /** Says whether this was thrown for want of memory: reflection and method handles wrap it. */
    static boolean isReasonOf(Throwable thrown) {
        int depth = 0;
        for (Throwable at = thrown; at != null && depth < MOST_CAUSES; at = at.getCause()) {
            if (at instanceof OutOfMemoryError) {
                return true;
            }
            depth++;
        }
        return false;
    }

    /** For how long this is done once more when it failed for want of memory: what leaves all as it was then, and longer what takes something back. */
    static long patience(int op) {
        if (op == Op.ARM_EXCEPTIONS || op == Op.CHANGE_CLASSES) {
            return BEGINNING_NANOS;
        }
        return takesBack(op) ? TAKING_BACK_NANOS : NONE;
    }

    private static boolean takesBack(int op) {
        return op == Op.DISARM_EXCEPTIONS
                || op == Op.UNWATCH
                || op == Op.UNPATCH
                || op == Op.RUNNING_CLASS_FILE
                || op == Op.RUNNING_CLASS
                || op == Op.FAREWELL
                || op == Op.DETACH;
    }
}
