// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.locks.LockSupport;

/** An exception of which each method throws or never returns: nothing but its constructor may be called. */
public class HostileException extends RuntimeException {
    public HostileException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Without a stack and without suppressed exceptions. */
    public static final class Stackless extends HostileException {
        public Stackless(String message, Throwable cause) {
            super(message, cause);
        }

        int hashOf() {
            return System.identityHashCode(this);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return null;
        }
    }

    private static AssertionError never() {
        System.out.println("HOSTILE method ran in " + Thread.currentThread());
        while (true) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public String getMessage() {
        throw never();
    }

    @Override
    public String getLocalizedMessage() {
        throw never();
    }

    @Override
    public synchronized Throwable getCause() {
        throw new IllegalStateException("HOSTILE getCause ran");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
        throw never();
    }

    @Override
    public String toString() {
        throw never();
    }

    @Override
    public int hashCode() {
        throw never();
    }

    @Override
    public boolean equals(Object other) {
        throw never();
    }

    @Override
    public void printStackTrace(PrintStream to) {
        throw never();
    }

    @Override
    public void printStackTrace(PrintWriter to) {
        throw never();
    }
}
