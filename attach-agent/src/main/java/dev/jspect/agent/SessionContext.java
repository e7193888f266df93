// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.context.ContextReader;
import dev.jspect.agent.context.ContextSearch;
import dev.jspect.agent.context.OwnContext;
import dev.jspect.agent.context.TaskSource;
import dev.jspect.agent.eval.CarriedFinder;
import dev.jspect.agent.exceptions.CarriedSource;
import dev.jspect.agent.frames.FramesReader;
import dev.jspect.agent.frames.TaskFrames;
import dev.jspect.agent.values.FieldAccess;
import dev.jspect.agent.values.MomentPlans;
import dev.jspect.protocol.BodyReader;
import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.ContextRequest;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.ValueBounds;
import dev.jspect.protocol.WantedTasks;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A session's requests that have to do with what threads carry. */
final class SessionContext {
    private static final int MOST_TAKEN = 200;

    private SessionContext() {}

    /** Returns what takes along what threads carry when they throw. */
    static CarriedSource taking(
            Instrumentation instrumentation,
            FieldAccess fields,
            List<String> holders,
            ValueBounds bounds,
            MethodHandles.Lookup trusted)
            throws ReflectiveOperationException {
        ContextRequest wanted = new ContextRequest(
                Collections.<Long>emptyList(), 0, MOST_TAKEN, false, holders, WantedTasks.NONE, bounds);
        OwnContext own = new OwnContext(new NativeContext(instrumentation, fields), wanted, trusted);
        SessionCarried carried = new SessionCarried(own, fields, new MomentPlans(fields, trusted), bounds);
        carried.prepare();
        return carried;
    }

    /**
     * Returns what finds for snippets what a thread carries.
     *
     * @param in how carriers are called
     * @param held the thread's number; below zero for none
     */
    static CarriedFinder finder(
            Instrumentation instrumentation, FieldAccess fields, BodyReader in, final AtomicLong held)
            throws ProtocolException {
        List<String> holders = in.readStrings();
        Map<String, String> labels = new HashMap<String, String>();
        for (int count = in.readCount(8); count > 0; count--) {
            labels.put(in.readText(), in.readText());
        }
        final ContextSearch search = new ContextSearch(new NativeContext(instrumentation, fields), holders, labels);
        return new CarriedFinder() {
            @Override
            public Object of(String name) {
                if (held.get() < 0) {
                    throw new IllegalStateException(
                            "context(...) is of a thread's frame: /frame THREAD:DEPTH chooses one."
                                    + " What a thread carried when it threw is shown by exceptions --context");
                }
                return search.find(held.get(), name);
            }
        };
    }

    /** Reads a request and carries it out. */
    static void read(
            Instrumentation instrumentation, FieldAccess fields, FramesReader frames, BodyReader in, BodyWriter out)
            throws ProtocolException {
        ContextRequest wanted = ContextRequest.readFrom(in);
        NativeContext source = new NativeContext(instrumentation, fields);
        TaskFrames tasks = wanted.tasks.runners.isEmpty()
                ? null
                : TaskFrames.read(frames, wanted.tasks, wanted.threadIds, wanted.bounds);
        new ContextReader(source)
                .read(wanted, new CaptureValues(fields, wanted.bounds), tasks == null ? null : source(tasks, source))
                .writeTo(out);
    }

    private static TaskSource source(final TaskFrames tasks, final NativeContext source) {
        return new TaskSource() {
            @Override
            public Object of(Thread thread) {
                return tasks.byThread().get(source.number(thread, Thread.class, "tid"));
            }

            @Override
            public String unknown(Thread thread) {
                return tasks.unknown().get(source.number(thread, Thread.class, "tid"));
            }

            @Override
            public long pausedNanos() {
                return tasks.pausedNanos();
            }

            @Override
            public String denied() {
                return tasks.reason();
            }
        };
    }
}
