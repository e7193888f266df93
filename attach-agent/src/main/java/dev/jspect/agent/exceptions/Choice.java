// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which of the exceptions whose stacks were taken are wanted: as a snippet of the user's says, and no more than so many a second. Asked
 * by the reporter's thread: a snippet that is slow, or never returns, delays nobody but us.
 */
final class Choice {
    private final MethodHandle where;
    private final Class<?> type;
    private final Rate rate;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile Throwable firstFailure;

    private Choice(MethodHandle where, Class<?> type, Rate rate) {
        this.where = where;
        this.type = type;
        this.rate = rate;
    }

    /** Takes all that the rate lets pass. */
    static Choice all(Rate rate) {
        return new Choice(null, Throwable.class, rate);
    }

    /**
     * Takes those for which a method returns true.
     *
     * @param method static, of an exception, to a boolean
     */
    static Choice where(MethodHandles.Lookup trusted, Method method, Rate rate) throws IllegalAccessException {
        return new Choice(
                trusted.unreflect(method).asType(MethodType.methodType(boolean.class, Throwable.class)),
                method.getParameterTypes()[0],
                rate);
    }

    /** Waits, where a condition looks at it, until the constructors of its own class have ended, too. */
    boolean takes(CapturedException captured) throws InterruptedException {
        if (where != null && !captured.uncaught) {
            Construction.awaitEnd(captured.thrown, captured.thread, captured.atMillis);
        }
        return fits(captured.thrown) && rate.passes(System.nanoTime());
    }

    private boolean fits(Throwable thrown) {
        if (where == null) {
            return true;
        }
        if (!type.isInstance(thrown)) {
            return false;
        }
        asked.incrementAndGet();
        try {
            return (boolean) where.invokeExact(thrown);
        } catch (Throwable e) {
            // The user's code, about the application's: whatever it throws is told, once.
            failed.incrementAndGet();
            if (firstFailure == null) {
                firstFailure = e;
            }
            return false;
        }
    }

    long asked() {
        return asked.get();
    }

    long failed() {
        return failed.get();
    }

    /** Returns what the method threw first, or null. */
    Throwable firstFailure() {
        return firstFailure;
    }
}
