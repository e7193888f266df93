// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ThreadContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the thread that runs carries, taken along by itself in a few steps; it is told later, by another thread. A thread's own maps do not change
 * meanwhile: what is taken is exact.
 */
public final class OwnContext {
    /** Of more than so many thread-locals, the others are counted. */
    private static final int MOST = 256;

    /** A method handle is made anew for itself when it was called so often (java.lang.invoke's customization): not in a thread of the application. */
    private static final int REHEARSALS = 200;

    private final ContextSource source;
    private final ContextRequest request;
    private final MethodHandle locals;
    private final MethodHandle inheritable;
    private final MethodHandle table;
    private final MethodHandle value;
    private final OwnBindings scoped;
    /** Of the thread that tells. */
    private final LastingNames names;

    /** What was taken. */
    private static final class Taken {
        final List<Object[]> locals;
        final List<Object[]> inheritable;
        /** Null where it is not known. */
        final List<Object[]> scoped;

        Taken(List<Object[]> locals, List<Object[]> inheritable, List<Object[]> scoped) {
            this.locals = locals;
            this.inheritable = inheritable;
            this.scoped = scoped;
        }
    }

    /**
     * @param trusted a lookup that may do everything
     * @throws ReflectiveOperationException when this JDK keeps thread-locals elsewhere
     */
    public OwnContext(ContextSource source, ContextRequest request, MethodHandles.Lookup trusted)
            throws ReflectiveOperationException {
        this.source = source;
        this.request = request;
        Class<?> map = Class.forName("java.lang.ThreadLocal$ThreadLocalMap", false, null);
        Class<?> entry = Class.forName("java.lang.ThreadLocal$ThreadLocalMap$Entry", false, null);
        Class<?> entries = Class.forName("[Ljava.lang.ThreadLocal$ThreadLocalMap$Entry;", false, null);
        locals = generic(trusted.findGetter(Thread.class, "threadLocals", map), Thread.class, Object.class);
        inheritable =
                generic(trusted.findGetter(Thread.class, "inheritableThreadLocals", map), Thread.class, Object.class);
        table = generic(trusted.findGetter(map, "table", entries), Object.class, Object[].class);
        value = generic(trusted.findGetter(entry, "value", Object.class), Object.class, Object.class);
        scoped = new OwnBindings(trusted);
        names = new LastingNames(source, request.holders, request.bounds.millis);
    }

    static MethodHandle generic(MethodHandle getter, Class<?> holder, Class<?> result) {
        return getter.asType(MethodType.methodType(result, holder));
    }

    /**
     * Takes along what the thread that runs carries.
     *
     * @param taking makes of a value what is to be told later: a value's own fields may change as soon as this thread goes on
     */
    public Object take(Function<Object, Object> taking) throws Throwable {
        Thread self = Thread.currentThread();
        return new Taken(
                entries((Object) locals.invokeExact(self), taking),
                entries((Object) inheritable.invokeExact(self), taking),
                scoped.take(self, MOST, taking));
    }

    private List<Object[]> entries(Object map, Function<Object, Object> taking) throws Throwable {
        List<Object[]> taken = new ArrayList<Object[]>();
        if (map != null) {
            Object[] own = (Object[]) table.invokeExact(map);
            for (int i = 0; own != null && i < own.length; i++) {
                Object entry = own[i];
                if (entry != null) {
                    Object held = taken.size() < MOST ? taking.apply((Object) value.invokeExact(entry)) : null;
                    taken.add(new Object[] {((Reference<?>) entry).get(), held, new Object[] {entry}, 0, entry});
                }
            }
        }
        return taken;
    }

    /**
     * Tells it; for one thread.
     *
     * @param taken as {@link #take} returned it
     * @param values reads what {@code taking} made
     */
    public ThreadContext read(Thread thread, Object taken, ContextValues values) {
        Taken own = (Taken) taken;
        try {
            return new Carrying(source, names, values, null, new Allowance(request.bounds.millis), request)
                    .told(thread, own.locals, own.inheritable, false, own.scoped, null);
        } finally {
            names.endCapture();
        }
    }

    /** Has the JVM load and link what {@link #take} needs. */
    @SuppressWarnings("ThreadLocalUsage") // Gone when this ends.
    public void prepare(Function<Object, Object> taking) throws Throwable {
        ThreadLocal<Object> local = new ThreadLocal<Object>();
        ThreadLocal<Object> inherited = new InheritableThreadLocal<Object>();
        local.set("");
        inherited.set("");
        for (int i = 0; i < REHEARSALS; i++) {
            take(taking);
        }
        local.remove();
        inherited.remove();
    }
}
