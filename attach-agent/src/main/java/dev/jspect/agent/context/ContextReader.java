// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import dev.jspect.protocol.CarriedValue;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ThreadContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what threads carry with them. Stops none of them. For the session's thread. */
public final class ContextReader {
    /** {@code VirtualThread.TERMINATED}, and the bit beside it that says whether the thread is suspended. */
    private static final int TERMINATED = 99;

    private static final int SUSPENDED = 1 << 8;

    private final ContextSource source;

    public ContextReader(ContextSource source) {
        this.source = source;
    }

    /** Answers a request. */
    public ContextCapture read(ContextRequest request, ContextValues values) {
        long begun = System.nanoTime();
        KeyNames names = new KeyNames(source, request.holders);
        ClosedLoaders loaders = request.leaks ? new ClosedLoaders(source) : null;
        Set<Long> wanted = new HashSet<Long>(request.threadIds);
        List<ThreadContext> threads = new ArrayList<ThreadContext>();
        int ended = 0;
        for (Thread thread : source.platformThreads()) {
            if (isWanted(thread, wanted)) {
                ended += add(threads, thread, false, request, values, names, loaders);
            }
        }
        long[] total = new long[1];
        List<?> virtual =
                request.maxVirtualThreads == 0 ? null : source.virtualThreads(request.maxVirtualThreads, total);
        if (virtual != null) {
            for (Object thread : virtual) {
                if (isWanted((Thread) thread, wanted)) {
                    ended += add(threads, (Thread) thread, true, request, values, names, loaders);
                }
            }
        }
        int leftOut = (int) Math.max(0, Math.min(Integer.MAX_VALUE, total[0] - request.maxVirtualThreads));
        return new ContextCapture(System.nanoTime() - begun, leftOut, ended, threads);
    }

    private boolean isWanted(Thread thread, Set<Long> wanted) {
        return (wanted.isEmpty() || wanted.contains(id(thread)))
                && !name(thread).startsWith("jspect-");
    }

    /** The field: {@code getId} may be the application's before JDK 19. */
    private long id(Thread thread) {
        return source.number(thread, Thread.class, "tid");
    }

    /** By reflection it may have been made null. */
    private static String name(Thread thread) {
        String name = thread.getName();
        return name == null ? "" : name;
    }

    /** Adds a thread; returns 1 when it has ended instead. */
    private int add(
            List<ThreadContext> threads,
            Thread thread,
            boolean virtual,
            ContextRequest request,
            ContextValues values,
            KeyNames names,
            ClosedLoaders loaders) {
        List<CarriedValue> carried = new ArrayList<CarriedValue>();
        LocalMap locals = LocalMap.of(source, thread, "threadLocals", request.maxEntries);
        LocalMap inheritable = LocalMap.of(source, thread, "inheritableThreadLocals", request.maxEntries);
        List<Object[]> scoped = ScopedBindings.of(source, thread, request.maxEntries);
        // It empties its maps when it ends.
        if (hasEnded(thread, virtual)) {
            return 1;
        }
        add(carried, CarriedValue.LOCAL, locals.entries, values, names, loaders);
        add(carried, CarriedValue.INHERITABLE, inheritable.entries, values, names, loaders);
        add(carried, CarriedValue.SCOPED, scoped, values, names, loaders);
        ClassLoader contextLoader = (ClassLoader) source.object(thread, Thread.class, "contextClassLoader");
        Object group = virtual ? null : source.object(thread, Thread.class, "holder.group|group");
        threads.add(new ThreadContext(
                id(thread),
                name(thread),
                virtual,
                virtual || source.number(thread, Thread.class, "holder.daemon|daemon") != 0,
                virtual ? source.number(thread, Thread.class, "interrupted") != 0 : source.isInterrupted(thread),
                group == null ? null : (String) source.object(group, ThreadGroup.class, "name"),
                contextLoader == null ? null : source.label(contextLoader),
                locals.total + inheritable.total,
                locals.changing || inheritable.changing,
                carried));
        return 0;
    }

    private boolean hasEnded(Thread thread, boolean virtual) {
        return virtual
                ? (source.number(thread, thread.getClass(), "state") & ~SUSPENDED) == TERMINATED
                : source.number(thread, Thread.class, "eetop") == 0;
    }

    private void add(
            List<CarriedValue> carried,
            int kind,
            List<Object[]> entries,
            ContextValues values,
            KeyNames names,
            ClosedLoaders loaders) {
        for (Object[] entry : entries) {
            Object key = entry[0];
            String[] name = key == null ? null : names.of(key);
            ClassLoader closed = loaders == null ? null : loaders.keptBy(entry[1]);
            carried.add(new CarriedValue(
                    kind,
                    name == null ? null : name[0],
                    name == null ? null : name[1],
                    key == null ? null : key.getClass().getName(),
                    madeBy(key),
                    loaders == null || entry[1] == null ? CarriedValue.NO_SIZE : source.sizeOf(entry[1]),
                    closed == null ? null : source.label(closed),
                    values.read(name == null ? null : name[1].substring(name[1].lastIndexOf('.') + 1), entry[1])));
        }
    }

    /** Of {@code ThreadLocal.withInitial}: its lambda is a class of whoever has made it. */
    private String madeBy(Object key) {
        if (key == null || !key.getClass().getName().equals("java.lang.ThreadLocal$SuppliedThreadLocal")) {
            return null;
        }
        Object supplier = source.object(key, key.getClass(), "supplier");
        return supplier == null ? null : supplier.getClass().getName();
    }
}
