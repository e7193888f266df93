// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.frames.ValueSource;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.ValueTree;

/** The values of one capture. */
final class CaptureValues implements ValueSource {
    CaptureValues(ValueBounds bounds) {}

    @Override
    public ValueTree read(String name, Object value) {
        if (value == null) {
            return ValueTree.ofNull();
        }
        if (value instanceof String) {
            return ValueTree.ofString((String) value, "java.lang.String", 0, ((String) value).length(), null);
        }
        return ValueTree.ofMissing("too deep", value.getClass().getName(), 1, ValueTree.NO_SIZE);
    }

    @Override
    public ValueTree readPrimitive(String name, int kind, long bits) {
        return ValueTree.ofPrimitive(kind, bits, null);
    }
}
