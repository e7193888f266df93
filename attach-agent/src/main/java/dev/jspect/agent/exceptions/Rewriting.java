// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;

/** One class in another form, for a while. The tool made that form; here it only takes the place of what it was made from. */
public final class Rewriting implements ClassFileTransformer {
    private final Class<?> type;
    private final byte[] expected;
    private final byte[] rewritten;
    private volatile boolean ended;
    private volatile boolean unexpected;

    /**
     * @param expected the class file that the other was made from
     */
    public Rewriting(Class<?> type, byte[] expected, byte[] rewritten) {
        this.type = type;
        this.expected = expected;
        this.rewritten = rewritten;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (redefined != type || ended) {
            return null;
        }
        boolean other = !Arrays.equals(bytes, expected);
        unexpected |= other;
        return other ? null : rewritten;
    }

    /**
     * Puts the new form in place.
     *
     * @throws IllegalStateException when the class is not what it was, or cannot be changed
     */
    void begin(Instrumentation instrumentation) {
        instrumentation.addTransformer(this, true);
        retransform(instrumentation);
        if (unexpected) {
            throw new IllegalStateException("another agent has changed " + type.getName() + " meanwhile");
        }
    }

    /** Says whether another agent has changed the class, before or since. */
    boolean isDisturbed() {
        return unexpected;
    }

    /** Puts the former one back. */
    void end(Instrumentation instrumentation) {
        ended = true;
        instrumentation.removeTransformer(this);
        retransform(instrumentation);
    }

    private void retransform(Instrumentation instrumentation) {
        try {
            instrumentation.retransformClasses(type);
        } catch (UnmodifiableClassException | LinkageError e) {
            throw new IllegalStateException(type.getName() + " cannot be changed: " + e, e);
        }
    }
}
