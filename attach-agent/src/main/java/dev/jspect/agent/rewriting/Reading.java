// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

import java.lang.instrument.Instrumentation;

/**
 * Reads a loaded class's class file, with what agents made of it: has the JVM hand it out for a retransformation, and makes that
 * fail. One that succeeds, even without a change, strips MethodParameters on JDK 17.0.19 and before (JDK-8240908).
 */
public final class Reading extends Transformation {
    private static final byte[] NO_CLASS_FILE = {0};

    private volatile byte[] found;

    private Reading(Class<?> type) {
        super(type);
    }

    /**
     * Returns the class file, or null when the JVM lets the class not be changed.
     *
     * @throws OutOfMemoryError when the target has no memory to do so
     */
    public static byte[] of(Class<?> type, Instrumentation instrumentation, RunningClasses classes) {
        Reading reading = new Reading(type);
        int error;
        instrumentation.addTransformer(reading, true);
        try {
            error = classes.retransform(type);
        } finally {
            reading.end(instrumentation);
        }
        if (reading.found == null && error != RunningClasses.UNMODIFIABLE_CLASS) {
            // The JVM passes over transformers when it has no memory for what they are given.
            throw new OutOfMemoryError("to read " + type.getName());
        }
        return reading.found;
    }

    @Override
    byte[] transform(byte[] classFile) {
        found = classFile;
        return NO_CLASS_FILE;
    }
}
