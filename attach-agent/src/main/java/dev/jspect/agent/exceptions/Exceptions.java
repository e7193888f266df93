// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.frames.MethodCache;
import dev.jspect.agent.frames.MethodSource;
import dev.jspect.agent.frames.OwnStack;
import dev.jspect.agent.frames.OwnStackSource;
import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionCounts;
import dev.jspect.protocol.ExceptionsRequest;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Exceptions of this JVM, on request of one session. Called by the session's thread. */
public final class Exceptions {
    private final Instrumentation instrumentation;
    private final MethodSource methods;
    private final OwnStackSource own;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private ThrownHook hook;
    private Dispatcher dispatcher;
    private Choice choice;
    private KeptExceptions kept;
    private final List<Rewriting> rewritings = new ArrayList<Rewriting>();
    private Thread reporter;

    /** Where captures go. */
    public interface Sending {
        /** Returns the values of one capture. */
        ExceptionValues values();

        /** Sends it, or counts it as lost. */
        void send(ExceptionCapture capture);

        /** Counts one that cannot be sent. */
        void lost();
    }

    /**
     * @param methods describes methods
     * @param own takes stacks on JDK 8
     */
    public Exceptions(Instrumentation instrumentation, MethodSource methods, OwnStackSource own) {
        this.instrumentation = instrumentation;
        this.methods = methods;
        this.own = own;
    }

    /**
     * Begins.
     *
     * @param trusted a lookup that may do everything
     * @param dispatcherFile the class file of the dispatcher
     * @param where the method that says which are wanted, or null
     * @param forms the classes to change: {@code Throwable}, and {@code Thread} where only uncaught ones are wanted
     * @throws ReflectiveOperationException when this JDK keeps elsewhere what is needed
     * @throws IllegalStateException when another session does the same, or another agent changed a class meanwhile
     */
    public void arm(
            ExceptionsRequest request,
            MethodHandles.Lookup trusted,
            byte[] dispatcherFile,
            Method where,
            List<Rewriting> forms,
            Outlet outlet)
            throws ReflectiveOperationException {
        if (hook != null) {
            throw new IllegalStateException("this session watches exceptions already");
        }
        long now = System.nanoTime();
        StackSource stacks = stacks(request, trusted);
        Rate shown = new Rate(request.perSecond, now);
        Choice chosen = where == null ? Choice.all(shown) : Choice.where(trusted, where, shown);
        UncaughtStacks uncaught = request.uncaughtOnly
                ? new UncaughtStacks(trusted, request.applicationPrefixes, request.maxFrames)
                : null;
        final ThrownHook made = new ThrownHook(
                new ClassGlob(request.glob), new Rate(request.takenPerSecond, now), stacks, request.uncaughtOnly);
        made.prepare();
        Dispatcher found = Dispatcher.in(trusted, dispatcherFile);
        found.occupy(
                made,
                uncaught == null
                        ? null
                        : new Consumer<Throwable>() {
                            @Override
                            public void accept(Throwable thrown) {
                                made.uncaught(thrown);
                            }
                        });
        dispatcher = found;
        hook = made;
        choice = chosen;
        kept = new KeptExceptions(request.kept);
        start(new ExceptionReporter(made, stacks, chosen, uncaught, kept, sending(request, outlet)));
        try {
            for (Rewriting form : forms) {
                rewritings.add(form);
                form.begin(instrumentation);
            }
        } catch (RuntimeException | Error e) {
            disarm();
            throw e;
        }
    }

    private void start(ExceptionReporter reports) {
        reporter = new Thread(null, reports, "jspect-exceptions", 0);
        reporter.setDaemon(true);
        reporter.setContextClassLoader(null);
        reporter.start();
    }

    private StackSource stacks(ExceptionsRequest request, MethodHandles.Lookup trusted)
            throws ReflectiveOperationException {
        if (!JavaRelease.hasModules()) {
            return new NativeStacks(new OwnStack(
                    own, request.applicationPrefixes, request.maxFrames, request.locals, request.allFrames));
        }
        MethodCache cache = new MethodCache(methods, request.applicationPrefixes);
        LiveStacks live = new LiveStacks(trusted, cache, request.maxFrames, request.locals, request.allFrames);
        live.prepare();
        return live;
    }

    /** What the session offers. */
    public interface Outlet {
        /** Returns the values of one capture. */
        ExceptionValues values(ExceptionsRequest request);

        /**
         * Sends it; returns false when more is on its way than the tool takes. Does not wait: what comes next holds objects of the
         * application's.
         */
        boolean send(ExceptionCapture capture);
    }

    private Sending sending(final ExceptionsRequest request, final Outlet outlet) {
        return new Sending() {
            @Override
            public ExceptionValues values() {
                return outlet.values(request);
            }

            @Override
            public void send(ExceptionCapture capture) {
                (outlet.send(capture) ? sent : lost).incrementAndGet();
            }

            @Override
            public void lost() {
                lost.incrementAndGet();
            }
        };
    }

    /** Takes all back; does nothing when nothing was begun. */
    public void disarm() {
        if (hook == null) {
            return;
        }
        dispatcher.leave();
        for (Rewriting form : rewritings) {
            form.end(instrumentation);
        }
        rewritings.clear();
        hook.end();
        reporter.interrupt();
        hook = null;
    }

    /** Returns a capture that is kept; null when there is none of that number. */
    public HeldCut kept(long seen) {
        return kept == null ? null : kept.get(seen);
    }

    /** Returns how many there were. */
    public ExceptionCounts counts() {
        if (hook == null) {
            return new ExceptionCounts(0, 0, 0, 0, 0, null);
        }
        return new ExceptionCounts(
                hook.seen(),
                sent.get(),
                lost.get() + hook.dropped(),
                choice.asked(),
                choice.failed(),
                choice.firstFailure());
    }
}
