// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;

/** One class in another form, for a while. The tool made that form; here it only takes the place of what it was made from. */
public final class Rewriting extends Transformation {
    private final Class<?> type;
    private final byte[] original;
    private final byte[] rewritten;
    private final boolean redefines;
    private volatile boolean applied;
    private volatile boolean unexpected;

    /**
     * @param original the class file that the other was made from
     * @param redefines whether the class is redefined, and not retransformed; not where another agent changes it. When a retransformation runs
     *     out of memory, HotSpot 8 frees the original that it keeps, and later once more.
     */
    public Rewriting(Class<?> type, byte[] original, byte[] rewritten, boolean redefines) {
        super(type);
        this.type = type;
        this.original = original;
        this.rewritten = rewritten;
        this.redefines = redefines;
    }

    @Override
    byte[] transform(byte[] classFile) {
        boolean other = !Arrays.equals(classFile, redefines ? rewritten : original);
        unexpected |= other;
        applied |= !other;
        return redefines || other ? null : rewritten;
    }

    /**
     * Puts the new form in place.
     *
     * @throws IllegalStateException when the class is not what it was, or cannot be changed
     * @throws OutOfMemoryError when the target has no memory to do so
     */
    public void begin(Instrumentation instrumentation, RunningClasses classes) {
        instrumentation.addTransformer(this, true);
        check(redefines ? classes.redefine(type, rewritten) : classes.retransform(type));
        if (unexpected) {
            throw new IllegalStateException("another agent has changed " + type.getName() + " meanwhile");
        }
        if (!applied) {
            // The JVM passes over transformers when it has no memory for what they are given.
            throw new OutOfMemoryError("to change " + type.getName());
        }
    }

    /** Says whether another agent has changed the class, before or since. */
    public boolean isDisturbed() {
        return unexpected;
    }

    /**
     * Puts the former one back; may be tried again.
     *
     * @throws IllegalStateException when the class cannot be changed
     * @throws OutOfMemoryError when the target has no memory to do so
     */
    public void end(Instrumentation instrumentation, RunningClasses classes) {
        end(instrumentation);
        check(redefines ? classes.redefine(type, original) : classes.retransform(type));
    }

    private void check(int error) {
        if (error == RunningClasses.OUT_OF_MEMORY) {
            throw new OutOfMemoryError("to change " + type.getName());
        }
        if (error != RunningClasses.NO_ERROR) {
            throw new IllegalStateException(type.getName() + " cannot be changed: JVMTI error " + error);
        }
    }
}
