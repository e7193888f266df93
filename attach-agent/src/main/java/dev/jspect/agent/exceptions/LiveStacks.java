// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.frames.MethodCache;
import dev.jspect.agent.modules.LiveStack;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Function;

/** Stacks by the JDK's own {@link LiveStack}: from JDK 9 on. */
final class LiveStacks implements StackSource {
    private static final int REHEARSALS = 10;

    /** Frames of the hook, and of constructors of a class that derives from others. */
    private static final int MOST_CONSTRUCTORS = 64;

    private final LiveStack stack;
    private final MethodHandles.Lookup trusted;
    private MethodHandle depth;
    private ThreadFacts threads;
    private final MethodCache methods;
    private final int most;
    private final boolean locals;
    private final boolean allFrames;

    LiveStacks(MethodHandles.Lookup trusted, MethodCache methods, int most, boolean locals, boolean allFrames)
            throws ReflectiveOperationException {
        this.stack = new LiveStack(trusted, locals);
        this.trusted = trusted;
        this.methods = methods;
        this.most = most;
        this.locals = locals;
        this.allFrames = allFrames;
    }

    /** Has the JVM load and link what {@link #ofCallers} needs: not in the first thread that throws. */
    void prepare() {
        Function<Throwable, Object> taking = ofCallers();
        for (int i = 0; i < REHEARSALS; i++) {
            Object unused = taking.apply(null);
        }
    }

    @Override
    public Function<Throwable, Object> ofCallers() {
        return stack.taking(most + MOST_CONSTRUCTORS);
    }

    @Override
    public HeldCut read(CapturedException captured, ExceptionValues values) throws Throwable {
        if (threads == null) {
            // Made for the first one: to arm should be quick.
            threads = new ThreadFacts(trusted);
            depth = trusted.findGetter(Throwable.class, "depth", int.class);
        }
        Object[] frames = (Object[]) captured.stack;
        int from = afterConstructors(captured.thrown, frames);
        int to = Math.min(frames.length, from + most);
        boolean isWhole = frames.length < most + MOST_CONSTRUCTORS && to == frames.length;
        int total = isWhole ? to - from : Math.max(to - from + 1, depth(captured.thrown));
        return new LiveFrames(stack, threads, methods, values, locals, allFrames)
                .read(captured.thread, frames, from, to, total);
    }

    /** How many frames it has counted itself, a thousand at most; 0 where it has no stack. */
    private int depth(Throwable thrown) throws Throwable {
        return (int) depth.invokeExact(thrown);
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
