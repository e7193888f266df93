// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.modules;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The current thread's stack with its local variables: {@code java.lang.LiveStackFrame} of JDK 9 and later, which is the JDK's own and
 * not for others. Any thread takes stacks; one reads what was taken.
 */
public final class LiveStack {
    private final MethodHandles.Lookup trusted;
    private final StackWalker walker;
    private final Class<?> primitive;
    private Parts parts;

    /** How to read frames. To make these takes longer than all else, and nobody needs them before there is a frame to read. */
    private static final class Parts {
        private final MethodHandle locals;
        private final MethodHandle descriptor;
        private final MethodHandle mode;
        private final MethodHandle bits;
        private final MethodHandle size;
        private final MethodHandle redefinitions;

        Parts(MethodHandles.Lookup trusted, Class<?> primitive) throws ReflectiveOperationException {
            Class<?> frame = Class.forName("java.lang.LiveStackFrame");
            Class<?> info = Class.forName("java.lang.LiveStackFrameInfo");
            locals = generic(
                    trusted.findVirtual(frame, "getLocals", MethodType.methodType(Object[].class)), Object[].class);
            mode = trusted.findGetter(info, "mode", int.class).asType(MethodType.methodType(int.class, Object.class));
            descriptor = generic(
                    trusted.findVirtual(
                            StackWalker.StackFrame.class, "getDescriptor", MethodType.methodType(String.class)),
                    String.class);
            size = generic(trusted.findVirtual(primitive, "size", MethodType.methodType(int.class)), int.class);
            bits = generic(trusted.findVirtual(primitive, "longValue", MethodType.methodType(long.class)), long.class);
            redefinitions = trusted.findGetter(Class.class, "classRedefinedCount", int.class);
        }

        private static MethodHandle generic(MethodHandle handle, Class<?> result) {
            return handle.asType(MethodType.methodType(result, Object.class));
        }
    }

    /**
     * Looks up what takes a stack.
     *
     * @param trusted a lookup that may do everything
     * @param withLocals whether frames are to have their variables; {@link #locals} and {@link #isInterpreted} are for such only
     * @throws ReflectiveOperationException when this JDK has it elsewhere
     */
    public LiveStack(MethodHandles.Lookup trusted, boolean withLocals) throws ReflectiveOperationException {
        this.trusted = trusted;
        Class<?> frame = Class.forName("java.lang.LiveStackFrame");
        primitive = Class.forName("java.lang.LiveStackFrame$PrimitiveSlot");
        // Whether the rest is where it should be, too.
        Class<?> mode = Class.forName("java.lang.LiveStackFrameInfo")
                .getDeclaredField("mode")
                .getType();
        if (mode != int.class || frame.getDeclaredMethod("getLocals").getReturnType() != Object[].class) {
            throw new NoSuchMethodException("java.lang.LiveStackFrame is another than expected");
        }
        Set<StackWalker.Option> options =
                EnumSet.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_REFLECT_FRAMES);
        try {
            walker = !withLocals
                    ? StackWalker.getInstance(options)
                    : (StackWalker) trusted.findStatic(
                                    frame, "getStackWalker", MethodType.methodType(StackWalker.class, Set.class))
                            .invokeExact((Set<?>) options);
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new ReflectiveOperationException(e);
        }
    }

    /** Frames are read by one thread. */
    private Parts parts() throws ReflectiveOperationException {
        if (parts == null) {
            parts = new Parts(trusted, primitive);
        }
        return parts;
    }

    /** Returns what takes the innermost frames of the thread that calls it, at most so many: its own first, then those of its callers. */
    public Function<Throwable, Object> taking(int most) {
        return new Walk(walker, most);
    }

    private static final class Walk implements Function<Throwable, Object> {
        private final StackWalker walker;
        private final int most;

        Walk(StackWalker walker, int most) {
            this.walker = walker;
            this.most = most;
        }

        @Override
        public Object apply(Throwable ignored) {
            return walker.walk(new Taking(most));
        }
    }

    /** Not by the stream's operations: their many classes would be loaded in the thread that throws. */
    @SuppressWarnings("overloads")
    private static final class Taking
            implements Function<Stream<StackWalker.StackFrame>, Object[]>, Consumer<StackWalker.StackFrame> {
        private final int most;
        private final List<Object> taken = new ArrayList<>();

        Taking(int most) {
            this.most = most;
        }

        @Override
        public Object[] apply(Stream<StackWalker.StackFrame> frames) {
            Spliterator<StackWalker.StackFrame> next = frames.spliterator();
            boolean more = true;
            while (more && taken.size() < most) {
                more = next.tryAdvance(this);
            }
            return taken.toArray();
        }

        @Override
        public void accept(StackWalker.StackFrame frame) {
            taken.add(frame);
        }
    }

    /** Returns the class whose method a frame runs. */
    public static Class<?> owner(Object frame) {
        return ((StackWalker.StackFrame) frame).getDeclaringClass();
    }

    /** Returns the name of a frame's method. */
    public static String method(Object frame) {
        return ((StackWalker.StackFrame) frame).getMethodName();
    }

    /** Returns where a frame stands in its bytecode; -1 in a native method. */
    public static int bci(Object frame) {
        StackWalker.StackFrame at = (StackWalker.StackFrame) frame;
        return at.isNativeMethod() ? -1 : at.getByteCodeIndex();
    }

    /** Says how often a class was redefined. */
    public int redefinitions(Class<?> owner) throws Throwable {
        return (int) parts().redefinitions.invokeExact(owner);
    }

    /**
     * Says whether a frame runs a method as it was before its class was redefined. Then the JVM gives no line and no file, which it does as well
     * where there is no debug information: such a frame of a redefined class is said to be one, too.
     */
    public boolean isObsolete(Object frame) throws Throwable {
        if (redefinitions(owner(frame)) == 0) {
            return false;
        }
        StackTraceElement now = ((StackWalker.StackFrame) frame).toStackTraceElement();
        return now.getLineNumber() == -1 && now.getFileName() == null;
    }

    /** Returns the descriptor of a frame's method. */
    public String descriptor(Object frame) throws Throwable {
        return (String) parts().descriptor.invokeExact(frame);
    }

    /** Returns what the slots of a frame hold: objects, null, and what {@link #isPrimitive} says. */
    public Object[] locals(Object frame) throws Throwable {
        return (Object[]) parts().locals.invokeExact(frame);
    }

    /** Says whether the interpreter runs a frame: then a null is a null, and a long is in the second of its slots. */
    public boolean isInterpreted(Object frame) throws Throwable {
        return ((int) parts().mode.invokeExact(frame) & 1) != 0;
    }

    /** Says whether a slot holds a primitive, or what may be one. */
    public boolean isPrimitive(Object slot) {
        return primitive.isInstance(slot);
    }

    /** Returns the bits of a primitive. */
    public long bits(Object slot) throws Throwable {
        return (int) parts().size.invokeExact(slot) == Long.BYTES
                ? (long) parts().bits.invokeExact(slot)
                : 0;
    }
}
