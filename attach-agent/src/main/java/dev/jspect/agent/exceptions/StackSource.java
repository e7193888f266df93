// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.HeldCut;

/** How a throwing thread takes its stack along, and what is made of it a moment later. */
interface StackSource {
    /** Takes the calling thread's stack; quick. Null when there is no memory. Any thread. */
    Object take(Throwable thrown);

    /** Reads what was taken: the frames below those that have constructed the exception. The reporter's thread. */
    HeldCut read(CapturedException captured, ExceptionValues values) throws Throwable;
}
