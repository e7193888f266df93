// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.protocol.ThreadContext;

/** What a thread carries when it throws. */
public interface CarriedSource {
    /** Takes along what the thread that runs carries, as it is now; in a few steps, and waiting for nothing. */
    Object take();

    /** Makes of it what is told; in the thread that reports. */
    ThreadContext read(Thread thread, Object taken);
}
