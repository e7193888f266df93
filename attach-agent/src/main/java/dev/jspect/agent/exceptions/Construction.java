// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

/** Waits for the end of an exception's own constructors: it is captured in {@code Throwable}'s, the first to run. */
final class Construction {
    /** So long an exception is mostly being constructed. */
    private static final long AT_FIRST_MILLIS = 2;

    /** A constructor that blocks for ever keeps nobody. */
    private static final long AT_MOST_MILLIS = 500;

    private Construction() {}

    /** Returns once its thread is in no constructor of it any more, or when that takes too long. */
    static void awaitEnd(Throwable thrown, Thread thread, long startMillis) throws InterruptedException {
        long pause = AT_FIRST_MILLIS - (System.currentTimeMillis() - startMillis);
        long end = System.nanoTime() + AT_MOST_MILLIS * 1000000;
        do {
            if (pause > 0) {
                Thread.sleep(Math.min(pause, AT_FIRST_MILLIS));
            }
            pause = AT_FIRST_MILLIS;
        } while (isConstructed(thrown.getClass(), thread.getStackTrace()) && System.nanoTime() - end < 0);
    }

    /** Whether a thread with this stack constructs an exception of a class: that one, or another. */
    static boolean isConstructed(Class<?> type, StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("<init>") && isOneOf(type, frame.getClassName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(Class<?> type, String name) {
        for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
            if (at.getName().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
