// SPDX-License-Identifier: Apache-2.0
package java.lang;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What code that was changed calls, in the loader that all classes see. It stays in a JVM once something was changed there,
 * because no JVM unloads such a class, and does nothing when nobody has asked for it. Frozen, as the doorway is: a JVM keeps the first version
 * that it saw.
 */
public final class JspectDispatcher {
    /** Who is told of exceptions, or null. Set by a session, from its own loader: what is set here keeps that from being unloaded. */
    private static volatile Consumer<Throwable> thrown;

    /** Who is told of what threads end with, or null. */
    private static volatile Consumer<Throwable> uncaught;

    /** Who knows what probes call, by their numbers; each set by a session, and taken out when it ends. */
    private static final ConcurrentHashMap<Integer, Function<Object[], Object>> PROBES =
            new ConcurrentHashMap<Integer, Function<Object[], Object>>();

    /** The last number that a session has given to a probe. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Set in threads that a session has something to do in. */
    private static final ThreadLocal<Object> INSIDE = new ThreadLocal<Object>();

    private static final Object SOMETHING = new Object();

    /** What a probe that may run instead of a method returns when the method is to run as it was written. */
    public static final Object ORIGINAL = new Object();

    private static final String INSTEAD = "instead";

    private JspectDispatcher() {}

    /** Called at the end of each constructor of {@code Throwable}. Throws nothing, the end of the stack or of memory included. */
    public static void thrown(Throwable thrown) {
        try {
            Consumer<Throwable> told = JspectDispatcher.thrown;
            if (told != null) {
                told.accept(thrown);
            }
        } catch (Throwable any) {
            // It would take the place of the application's exception.
            return;
        }
    }

    /** Called when {@code Thread.dispatchUncaughtException} begins. Throws nothing. */
    public static void uncaught(Throwable thrown) {
        try {
            Consumer<Throwable> told = JspectDispatcher.uncaught;
            if (told != null) {
                told.accept(thrown);
            }
        } catch (Throwable any) {
            // The application's handler is called next.
            return;
        }
    }

    /** Returns numbers that no other probe has: the first of so many that follow each other. Sessions call it. */
    static int reserve(int count) {
        return NUMBERS.getAndAdd(count) + 1;
    }

    /**
     * Links a probe, when a method comes to it first: its session gives what it calls, a {@code MethodHandle} for {@code {"link", point, index,
     * type}}. A probe whose session is gone calls nothing, for ever.
     */
    public static CallSite link(MethodHandles.Lookup caller, String point, MethodType type, int probe, int index) {
        Object linked = null;
        try {
            Function<Object[], Object> session = PROBES.get(probe);
            linked = session == null ? null : session.apply(new Object[] {"link", point, index, type});
        } catch (Throwable any) {
            // The method goes on as if there were no probe.
            linked = null;
        }
        boolean fits =
                linked instanceof MethodHandle && ((MethodHandle) linked).type().equals(type);
        return new ConstantCallSite(fits ? (MethodHandle) linked : nothing(point, type));
    }

    private static MethodHandle nothing(String point, MethodType type) {
        Class<?> result = type.returnType();
        MethodHandle zero = result == void.class
                ? MethodHandles.constant(Object.class, null).asType(MethodType.methodType(void.class))
                : MethodHandles.constant(result, point.equals(INSTEAD) ? ORIGINAL : null);
        return MethodHandles.dropArguments(zero, 0, type.parameterList());
    }

    /**
     * Called by probes that cannot be linked: in class files that are too old, and in classes that linking itself needs. The session is asked
     * each time, {@code {"call", point, index, arguments}}. What is called on the way is not told: it may be the probed method. Throws nothing.
     */
    public static Object call(String point, Object arguments, int probe, int index) {
        Object result = null;
        try {
            if (INSIDE.get() == null) {
                INSIDE.set(SOMETHING);
                try {
                    Function<Object[], Object> session = PROBES.get(probe);
                    if (session != null) {
                        result = session.apply(new Object[] {"call", point, index, arguments});
                    }
                } finally {
                    INSIDE.remove();
                }
            }
        } catch (Throwable any) {
            // The method goes on as if there were no probe.
            result = null;
        }
        return result;
    }

    /**
     * Does the same for probes that may run instead of a method. What the session throws is for the method's caller; what goes wrong here is not, and the
     * method runs as it was written.
     */
    public static Object instead(Object arguments, int probe) {
        Function<Object[], Object> session = null;
        Object[] asked = null;
        try {
            if (INSIDE.get() == null) {
                INSIDE.set(SOMETHING);
                try {
                    session = PROBES.get(probe);
                    asked = new Object[] {"call", INSTEAD, 0, arguments};
                } finally {
                    INSIDE.remove();
                }
            }
        } catch (Throwable any) {
            session = null;
        }
        return session == null ? ORIGINAL : session.apply(asked);
    }
}
