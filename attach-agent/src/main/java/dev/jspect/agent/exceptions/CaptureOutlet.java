// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import java.lang.invoke.MethodHandles;

/** What a session offers to those who watch exceptions for it. */
public interface CaptureOutlet {
    /** The last attempt of {@link #stop}. */
    int HARDEST = 2;

    /**
     * Stops snippet code in a thread, if it runs some.
     *
     * @param attempt 0 does nothing yet, 1 at the code's next check, {@link #HARDEST} wherever it is
     */
    void stop(Thread thread, int attempt);

    /** Returns the values of one capture. */
    ExceptionValues values(ExceptionsRequest request);

    /**
     * Returns what takes along what threads carry; null when nobody asks for it.
     *
     * @param trusted a lookup that may do everything
     */
    CarriedSource carried(ExceptionsRequest request, MethodHandles.Lookup trusted) throws ReflectiveOperationException;

    /**
     * Sends it; returns false when more is on its way than the tool takes. Does not wait: what comes next holds objects of the
     * application's.
     */
    boolean send(ExceptionCapture capture);

    /** Waits until all that was sent is on its way to the tool, but not longer than so many milliseconds. */
    void awaitSent(long millis) throws InterruptedException;
}
