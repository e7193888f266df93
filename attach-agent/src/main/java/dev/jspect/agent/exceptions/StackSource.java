// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.HeldCut;
import java.util.function.Function;

/** How a throwing thread takes its stack along, and what is made of it a moment later. */
interface StackSource {
    /**
     * Returns what takes the calling thread's stack, for what it has thrown. Quick; any thread. What it returns is null when there is no
     * memory. Itself it is one frame of the stack, if any.
     */
    Function<Throwable, Object> ofCallers();

    /** Reads what was taken: the frames below those that have constructed the exception. The reporter's thread. */
    HeldCut read(CapturedException captured, ExceptionValues values) throws Throwable;
}
