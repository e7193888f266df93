// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.frames.MethodCache;
import dev.jspect.agent.modules.LiveStack;
import java.lang.invoke.MethodHandles;

/** Stacks by the JDK's own {@link LiveStack}: from JDK 9 on. */
final class LiveStacks implements StackSource {
    private static final int REHEARSALS = 20;

    private final LiveStack stack;
    private final ThreadFacts threads;
    private final MethodCache methods;
    private final int most;
    private final boolean locals;
    private final boolean allFrames;

    LiveStacks(MethodHandles.Lookup trusted, MethodCache methods, int most, boolean locals, boolean allFrames)
            throws ReflectiveOperationException {
        this.stack = new LiveStack(trusted, locals);
        this.threads = new ThreadFacts(trusted);
        this.methods = methods;
        this.most = most;
        this.locals = locals;
        this.allFrames = allFrames;
    }

    /** Has the JVM load and link what {@link #take} needs: not in the first thread that throws. */
    void prepare() {
        for (int i = 0; i < REHEARSALS; i++) {
            take(null);
        }
    }

    @Override
    public Object take(Throwable thrown) {
        return stack.take(most);
    }

    @Override
    public HeldCut read(CapturedException captured, ExceptionValues values) throws Throwable {
        Object[] frames = (Object[]) captured.stack;
        return new LiveFrames(stack, threads, methods, values, locals, allFrames)
                .read(captured.thread, frames, afterConstructors(captured.thrown, frames));
    }

    /** The frames of the hook and the constructors come first. */
    private static int afterConstructors(Throwable thrown, Object[] frames) {
        int first = 0;
        for (int i = 0; i < frames.length; i++) {
            Class<?> owner = LiveStack.owner(frames[i]);
            boolean constructs = Throwable.class.isAssignableFrom(owner)
                    && owner.isInstance(thrown)
                    && LiveStack.method(frames[i]).equals("<init>");
            if (constructs) {
                first = i + 1;
            } else if (first > 0) {
                break;
            }
        }
        return first;
    }
}
