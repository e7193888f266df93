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
     * @param type the descriptor's character, {@code 'I'} for an int
     * @param bits as {@link ValueTree#bits}
     */
    ValueTree readPrimitive(String name, char type, long bits);
}
