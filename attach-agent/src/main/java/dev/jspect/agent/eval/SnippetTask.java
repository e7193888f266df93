// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;

/** What an evaluation does, in a thread of its own. */
public interface SnippetTask {
    /**
     * Runs the snippet's code and renders what it gives.
     *
     * @throws Throwable whatever the snippet's code throws
     */
    ValueText run() throws Throwable;

    /** Describes what {@link #run} threw; runs the application's code (its {@code getMessage}). */
    ThrownText describe(Throwable thrown);
}
