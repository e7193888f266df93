// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.dispatch.Dispatcher;
import dev.jspect.agent.frames.HeldCut;
import dev.jspect.agent.frames.MethodCache;
import dev.jspect.agent.frames.MethodSource;
import dev.jspect.agent.frames.OwnStack;
import dev.jspect.agent.frames.OwnStackSource;
import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.agent.rewriting.ChangedClasses;
import dev.jspect.agent.rewriting.ClassForm;
import dev.jspect.agent.rewriting.RunningClasses;
import dev.jspect.protocol.ExceptionCapture;
import dev.jspect.protocol.ExceptionCounts;
import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.protocol.ThrownPart;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Exceptions of this JVM, on request of one session. Called by the session's thread. */
public final class Exceptions {
    private static final long PATIENCE_MILLIS = 500;

    /** Stacks a second there, whoever asks for more: each variable of one stops all threads for a moment. */
    private static final int MOST_OF_JAVA_8 = 20;

    private final Instrumentation instrumentation;
    private final RunningClasses classes;
    private final MethodSource methods;
    private final OwnStackSource own;
    private final AtomicLong ids = new AtomicLong();
    private AtomicLong sent;
    private AtomicLong lost;
    private CaptureOutlet outlet;
    /** Of what was armed last. */
    private ThrownHook hook;

    private boolean armed;
    private ChangedClasses changed;
    private Dispatcher dispatcher;
    private Choice choice;
    private KeptExceptions kept;
    private ExceptionsRequest request;
    private Thread reporter;
    private LastWords lastWords;

    /** Where captures go. */
    public interface Sending {
        /** Returns the values of one capture. */
        ExceptionValues values();

        /** Sends it, or counts it as lost. */
        void send(ExceptionCapture capture);

        /** Counts one that cannot be sent. */
        void lost();

        /** Returns the id of the next capture. */
        long nextId();
    }

    /**
     * @param methods describes methods
     * @param own takes stacks on JDK 8
     */
    public Exceptions(
            Instrumentation instrumentation, RunningClasses classes, MethodSource methods, OwnStackSource own) {
        this.instrumentation = instrumentation;
        this.classes = classes;
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
     * @throws OutOfMemoryError when there is no memory to do so; may be tried again
     */
    public void arm(
            ExceptionsRequest request,
            MethodHandles.Lookup trusted,
            byte[] dispatcherFile,
            Method where,
            List<ClassForm> forms,
            CaptureOutlet outlet)
            throws ReflectiveOperationException {
        if (armed) {
            throw new IllegalStateException("this session watches exceptions already");
        }
        // What could not be taken back for want of memory goes first.
        disarm();
        LastWords.prepare();
        long now = System.nanoTime();
        StackSource stacks = stacks(request, trusted);
        Rate shown = new Rate(request.perSecond, now);
        Choice chosen = where == null ? Choice.all(shown) : Choice.where(trusted, where, shown);
        UncaughtStacks uncaught = request.uncaughtOnly
                ? new UncaughtStacks(trusted, request.applicationPrefixes, request.maxFrames)
                : null;
        CarriedSource carried = outlet.carried(request, trusted);
        final ThrownHook made = new ThrownHook(
                new ClassGlob(request.glob), new Rate(taken(request), now), stacks, carried, request.uncaughtOnly);
        made.prepare();
        Consumer<Throwable> told = uncaught == null
                ? null
                : new Consumer<Throwable>() {
                    @Override
                    public void accept(Throwable thrown) {
                        made.uncaught(thrown);
                    }
                };
        dispatcher = Dispatcher.in(trusted, dispatcherFile);
        choice = chosen;
        kept = new KeptExceptions(request.kept);
        sent = new AtomicLong();
        lost = new AtomicLong();
        this.outlet = outlet;
        this.request = request;
        changed = new ChangedClasses(instrumentation, classes);
        reporter = null;
        lastWords = null;
        hook = made;
        armed = true;
        try {
            dispatcher.occupy(made, told);
            start(new ExceptionReporter(made, stacks, carried, chosen, uncaught, kept, sending(request, outlet)));
            lastWords = LastWords.await(made, outlet);
            for (ClassForm form : forms) {
                changed.change(form);
            }
        } catch (RuntimeException | Error e) {
            try {
                disarm();
            } catch (RuntimeException | Error second) {
                suppress(e, second);
            }
            throw e;
        }
    }

    /** A JVM that has no memory for another one throws the same again. */
    private static void suppress(Throwable first, Throwable second) {
        if (first != second) {
            first.addSuppressed(second);
        }
    }

    private static int taken(ExceptionsRequest request) {
        return JavaRelease.hasModules() ? request.takenPerSecond : Math.min(request.takenPerSecond, MOST_OF_JAVA_8);
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

    private Sending sending(final ExceptionsRequest request, final CaptureOutlet outlet) {
        // Of this watch: its last ones must not count for the next.
        final AtomicLong sending = sent;
        final AtomicLong losing = lost;
        return new Sending() {
            @Override
            public ExceptionValues values() {
                return outlet.values(request);
            }

            @Override
            public void send(ExceptionCapture capture) {
                (outlet.send(capture) ? sending : losing).incrementAndGet();
            }

            @Override
            public void lost() {
                losing.incrementAndGet();
            }

            @Override
            public long nextId() {
                return ids.incrementAndGet();
            }
        };
    }

    /**
     * Takes all back, as far as it can; does nothing when nothing was begun. What could not be taken back is tried again when this is
     * called again: a heap that is full may not be for long.
     *
     * @return what is left behind, in words
     * @throws IllegalStateException when a class could not be given its former form
     * @throws OutOfMemoryError when there was no memory to do so
     */
    public List<String> disarm() {
        if (hook == null) {
            return Collections.emptyList();
        }
        armed = false;
        hook.end();
        Throwable failure = takeBack();
        if (lastWords != null) {
            lastWords.cancel();
        }
        boolean gone = endReporter();
        if (failure instanceof Error) {
            throw (Error) failure;
        } else if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return gone ? Collections.<String>emptyList() : Collections.singletonList("thread " + reporter.getName());
    }

    /** Both, whatever becomes of the other; returns what was thrown first, else null. */
    private Throwable takeBack() {
        Throwable failure = null;
        try {
            dispatcher.leave();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        try {
            changed.restoreAll();
        } catch (RuntimeException | Error e) {
            failure = failure == null ? e : failure;
        }
        return failure;
    }

    /** A condition of the user's may be at anything. */
    private boolean endReporter() {
        if (reporter == null) {
            return true;
        }
        try {
            for (int attempt = 0; reporter.isAlive() && attempt <= CaptureOutlet.HARDEST; attempt++) {
                outlet.stop(reporter, attempt);
                reporter.interrupt();
                reporter.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !reporter.isAlive();
    }

    /** Returns a capture that is kept; null when there is none of that number. */
    public HeldCut kept(long id) {
        return kept == null ? null : kept.get(id);
    }

    /** Returns how many there were, up to now or to the end. */
    public ExceptionCounts counts() {
        if (hook == null) {
            return new ExceptionCounts(0, 0, 0, false, 0, 0, null);
        }
        return new ExceptionCounts(
                hook.seen(),
                sent.get(),
                lost.get() + hook.dropped(),
                changed.isDisturbed(),
                choice.asked(),
                choice.failed(),
                text(choice.firstFailure()));
    }

    /** Read from its fields: it may be the application's, and what it says a secret. */
    private String text(Throwable failure) {
        if (failure == null) {
            return null;
        }
        ThrownPart part = outlet.values(request).parts(failure).get(0);
        return part.message.text == null ? part.className : part.className + ": " + part.message.text;
    }
}
