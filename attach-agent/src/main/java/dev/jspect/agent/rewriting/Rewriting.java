// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

import java.lang.instrument.Instrumentation;
import java.util.Arrays;

/** One class in another form, for a while. The tool made that form; here it only takes the place of what it was made from. */
final class Rewriting extends Transformation {
    private final Class<?> type;
    private final byte[] original;
    private final byte[] restored;
    private final boolean redefines;
    private volatile byte[] form;
    /** What the JVM hands out when nobody else has changed the class; null while that is not known. */
    private volatile byte[] expected;

    private volatile boolean applied;
    private volatile boolean unexpected;
    private boolean begun;

    /** Changes nothing yet. */
    Rewriting(ClassForm form) {
        super(form.type);
        this.type = form.type;
        this.original = form.original;
        this.restored = form.restored;
        this.redefines = form.redefines;
        this.expected = form.redefines ? null : form.original;
    }

    @Override
    byte[] transform(byte[] classFile) {
        byte[] wanted = form;
        byte[] known = expected;
        boolean other = known != null && !Arrays.equals(classFile, known);
        unexpected |= other;
        applied |= !other;
        return redefines || other ? null : wanted;
    }

    /**
     * Puts a form in place, in that of the one before.
     *
     * @throws IllegalStateException when the class is not what it was, or cannot be changed
     * @throws OutOfMemoryError when the target has no memory to do so
     */
    void change(byte[] rewritten, Instrumentation instrumentation, RunningClasses classes) {
        form = rewritten;
        applied = false;
        if (!begun) {
            instrumentation.addTransformer(this, true);
            begun = true;
        }
        check(put(rewritten, classes));
        if (unexpected) {
            throw new IllegalStateException("another agent has changed " + type.getName() + " meanwhile");
        }
        if (!applied) {
            // The JVM passes over transformers when it has no memory for what they are given.
            throw new OutOfMemoryError("to change " + type.getName());
        }
        if (redefines) {
            // It is handed out in other bytes than it was given.
            expected = null;
            expected = Reading.of(type, instrumentation, classes);
        }
    }

    private int put(byte[] classFile, RunningClasses classes) {
        if (!redefines) {
            return classes.retransform(type);
        }
        expected = classFile;
        return classes.redefine(type, classFile);
    }

    /** Says whether another agent has changed the class, before or since. */
    boolean isDisturbed() {
        return unexpected;
    }

    /**
     * Puts the first one back; may be tried again.
     *
     * @throws IllegalStateException when the class cannot be changed
     * @throws OutOfMemoryError when the target has no memory to do so
     */
    void end(Instrumentation instrumentation, RunningClasses classes) {
        byte[] last = restored == null ? original : restored;
        form = last;
        if (restored == null || redefines || unexpected) {
            end(instrumentation);
            check(put(last, classes));
            return;
        }
        check(classes.retransform(type));
        end(instrumentation);
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
