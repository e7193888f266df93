// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.protocol.ContextCapture;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ThreadContext;
import java.util.ArrayList;
import java.util.Collections;
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

    /**
     * Answers a request.
     *
     * @param tasks what executors' threads run; null when nobody asked
     */
    public ContextCapture read(ContextRequest request, ContextValues values, TaskSource tasks) {
        long begun = System.nanoTime();
        Allowance allowance = new Allowance(request.bounds.millis);
        ClosedLoaders loaders = request.leaks ? new ClosedLoaders(source, allowance) : null;
        Carrying carrying = new Carrying(
                source, new KeyNames(source, request.holders, allowance), values, loaders, allowance, request);
        ThreadTasks running = new ThreadTasks(source, tasks, request.tasks.wrappers);
        Set<Long> wanted = new HashSet<Long>(request.threadIds);
        List<ThreadContext> threads = new ArrayList<ThreadContext>();
        int ended = 0;
        long[] total = new long[1];
        List<Thread> all = threads(request, total);
        long leftOut = Math.max(0, total[0] - request.maxVirtualThreads);
        for (Thread thread : all) {
            if (!isWanted(thread, wanted)) {
                continue;
            }
            if (allowance.isSpent()) {
                leftOut++;
                continue;
            }
            ThreadContext context = context(thread, carrying, running, request);
            if (context == null) {
                ended++;
            } else {
                threads.add(context);
            }
        }
        return new ContextCapture(
                System.nanoTime() - begun,
                tasks == null ? 0 : tasks.pausedNanos(),
                tasks == null ? null : tasks.denied(),
                (int) Math.min(Integer.MAX_VALUE, leftOut),
                ended,
                loaders == null ? 0 : loaders.notSearched(),
                threads);
    }

    private List<Thread> threads(ContextRequest request, long[] total) {
        List<Thread> all = new ArrayList<Thread>();
        Collections.addAll(all, source.platformThreads());
        List<?> virtual =
                request.maxVirtualThreads == 0 ? null : source.virtualThreads(request.maxVirtualThreads, total);
        if (virtual != null) {
            for (Object thread : virtual) {
                all.add((Thread) thread);
            }
        }
        return all;
    }

    private boolean isWanted(Thread thread, Set<Long> wanted) {
        return (wanted.isEmpty() || wanted.contains(ThreadFields.id(source, thread))) && !ThreadFacts.isOurs(thread);
    }

    /** Returns null when the thread has ended: it empties its maps then. */
    private ThreadContext context(Thread thread, Carrying carrying, ThreadTasks tasks, ContextRequest request) {
        LocalMap locals = LocalMap.of(source, thread, "threadLocals");
        LocalMap inheritable = LocalMap.of(source, thread, "inheritableThreadLocals");
        List<Object[]> scoped = ScopedBindings.of(source, thread, request.maxEntries);
        List<Object[]> all = new ArrayList<Object[]>(locals.entries());
        all.addAll(FastLocals.of(source, thread, locals.entries()));
        return hasEnded(thread)
                ? null
                : carrying.told(
                        thread,
                        all,
                        inheritable.entries(),
                        locals.isChanging() || inheritable.isChanging(),
                        scoped,
                        tasks);
    }

    private boolean hasEnded(Thread thread) {
        return ThreadFields.isVirtual(thread)
                ? (source.number(thread, thread.getClass(), "state") & ~SUSPENDED) == TERMINATED
                : source.number(thread, Thread.class, "eetop") == 0;
    }
}
