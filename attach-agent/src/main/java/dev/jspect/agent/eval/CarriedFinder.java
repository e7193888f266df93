// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

/** Finds what a thread carries, for snippets. */
public interface CarriedFinder {
    /**
     * Returns what the thread carries now whose frames are held.
     *
     * @param name as {@code context} shows it: {@code MDC}, or a static field, by its class's full name or its simple one
     */
    Object of(String name);
}
