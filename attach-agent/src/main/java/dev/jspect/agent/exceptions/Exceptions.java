// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.frames.MethodCache;
import dev.jspect.agent.frames.MethodSource;
import dev.jspect.agent.frames.OwnStack;
import dev.jspect.agent.frames.OwnStackSource;
import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionsRequest;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicLong;

/** Exceptions of this JVM, on request of one session. Called by the session's thread. */
public final class Exceptions {
    private final Instrumentation instrumentation;
    private final MethodSource methods;
    private final OwnStackSource own;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private ThrownHook hook;
    private Dispatcher dispatcher;
    private Rewriting rewriting;
    private Thread reporter;

    /** Where captures go. */
    public interface Sending {
        /** Returns the values of one capture. */
        ExceptionValues values();

        /** Sends it; waits while there is more on its way than the tool takes. */
        void send(ExceptionCapture capture) throws InterruptedException;

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
     * @param expected the class file of {@code Throwable} that was rewritten
     * @param rewritten what became of it
     * @throws ReflectiveOperationException when this JDK keeps elsewhere what is needed
     * @throws IllegalStateException when another session does the same, or another agent changed Throwable meanwhile
     */
    public void arm(
            ExceptionsRequest request,
            MethodHandles.Lookup trusted,
            byte[] dispatcherFile,
            byte[] expected,
            byte[] rewritten,
            Outlet outlet)
            throws ReflectiveOperationException {
        if (hook != null) {
            throw new IllegalStateException("this session watches exceptions already");
        }
        StackSource stacks = stacks(request, trusted);
        ThrownHook made =
                new ThrownHook(new ClassGlob(request.glob), new Rate(request.perSecond, System.nanoTime()), stacks);
        dispatcher = Dispatcher.in(trusted, dispatcherFile);
        dispatcher.occupy(made);
        hook = made;
        ExceptionReporter reports = new ExceptionReporter(made, stacks, sending(request, outlet));
        reporter = new Thread(null, reports, "jspect-exceptions", 0);
        reporter.setDaemon(true);
        reporter.setContextClassLoader(null);
        reporter.start();
        rewriting = new Rewriting(instrumentation, Throwable.class, expected, rewritten);
        try {
            rewriting.begin();
        } catch (RuntimeException | Error e) {
            disarm();
            throw e;
        }
    }

    private StackSource stacks(ExceptionsRequest request, MethodHandles.Lookup trusted)
            throws ReflectiveOperationException {
        if (!JavaRelease.hasModules()) {
            return new NativeStacks(new OwnStack(
                    own, request.applicationPrefixes, request.maxFrames, request.locals, request.allFrames));
        }
        MethodCache cache = new MethodCache(methods, request.applicationPrefixes);
        return new LiveStacks(trusted, cache, request.maxFrames, request.locals, request.allFrames);
    }

    /** What the session offers. */
    public interface Outlet {
        /** Returns the values of one capture. */
        ExceptionValues values(ExceptionsRequest request);

        /** Sends it; waits while there is more on its way than the tool takes. */
        void send(ExceptionCapture capture) throws InterruptedException;
    }

    private Sending sending(final ExceptionsRequest request, final Outlet outlet) {
        return new Sending() {
            @Override
            public ExceptionValues values() {
                return outlet.values(request);
            }

            @Override
            public void send(ExceptionCapture capture) throws InterruptedException {
                outlet.send(capture);
                sent.incrementAndGet();
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
        if (rewriting != null) {
            rewriting.end();
        }
        reporter.interrupt();
        hook = null;
    }

    /** Returns how many fitting throwables were constructed, how many were sent, and how many were lost. */
    public long[] counts() {
        return hook == null ? new long[3] : new long[] {hook.seen(), sent.get(), lost.get() + hook.dropped()};
    }
}
