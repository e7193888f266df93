// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import dev.jspect.protocol.ValueTree;

/** Makes the values of one capture. */
public interface ContextValues {
    /**
     * Reads a reference, as it is at that moment.
     *
     * @param names those by which it is judged whether it is a secret, with dots or blanks between: one of them is enough
     */
    ValueTree readNamed(String names, Object value);
}
