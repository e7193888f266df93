// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.protocol.ValueTree;

/** Makes the values of one capture: bounded, redacted, without running application code. Never throws. */
public interface ValueSource {
    /**
     * Reads an object.
     *
     * @param name of the variable that holds it, or null
     * @param value may be null
     */
    ValueTree read(String name, Object value);

    /**
     * Makes a primitive.
     *
     * @param kind one of {@link ValueTree}'s
     * @param bits as {@link ValueTree#bits}
     */
    ValueTree readPrimitive(String name, int kind, long bits);
}
