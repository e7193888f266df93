// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import dev.jspect.protocol.Status;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs snippets, one at a time, each in a thread of its own; stops them. Called by the session's thread alone. */
public final class Evaluator {
    private final Outlet outlet;
    private final Instrumentation instrumentation;
    private final SnippetOutput output;
    private final PrintStream out;
    private final PrintStream err;
    private final List<Evaluation> unfinished = new ArrayList<Evaluation>();
    private HardStop hardStop = new ThreadStop();
    private SnippetLoader snippets;

    /** The highest id that was stopped; ids rise, so a stop that comes before its evaluation is not lost. */
    private volatile int stoppedThrough;

    private volatile Evaluation current;
    private volatile Thread stoppedThread;
    private final List<Thread[]> stoppedThreads = new CopyOnWriteArrayList<Thread[]>();
    private volatile boolean closed;

    /**
     * @param outlet takes replies and output
     */
    public Evaluator(Outlet outlet, Instrumentation instrumentation) {
        this.outlet = outlet;
        this.instrumentation = instrumentation;
        output = new SnippetOutput(outlet);
        try {
            out = new PrintStream(output.stream(Status.STDOUT), true, "UTF-8");
            err = new PrintStream(output.stream(Status.STDERR), true, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Chooses the loader that snippets see; those defined so far are forgotten. */
    public void useLoader(ClassLoader loader) throws ReflectiveOperationException {
        TrustedLookup.obtain(instrumentation);
        SnippetSupport.connect(this, out, err);
        snippets = new SnippetLoader(loader);
    }

    /** Returns the loader of snippets' classes. */
    public SnippetLoader snippets() {
        if (snippets == null) {
            throw new IllegalStateException("no loader was chosen");
        }
        return snippets;
    }

    /**
     * Keeps values of local variables for snippets, instead of those kept before.
     *
     * @param values by a frame's depth and a variable's index; null to keep none
     */
    public void hold(Object[][] values) {
        SnippetSupport.hold(values);
    }

    /** Chooses how snippets find the objects of a class. */
    public void useInstanceFinder(InstanceFinder finder) {
        SnippetSupport.find(finder);
    }

    /** Chooses how snippets find what a thread carries. */
    public void useCarriedFinder(CarriedFinder finder) {
        SnippetSupport.find(finder);
    }

    /** Chooses what the code of patches calls. */
    public void usePatchSupport(PatchSupport support) {
        SnippetSupport.patchWith(support);
    }

    /** Has snippet code in a thread of the application's end at its next check; false: lets it be again. */
    public void stopAt(Thread thread, boolean on) {
        if (on) {
            stoppedThreads.add(new Thread[] {thread});
            SnippetSupport.alarm(true);
        } else {
            stoppedThreads.remove(stopped(thread));
        }
    }

    /** In an array of its own: threads' equals may be the application's. */
    private Thread[] stopped(Thread thread) {
        for (Thread[] stopped : stoppedThreads) {
            if (stopped[0] == thread) {
                return stopped;
            }
        }
        return null;
    }

    /** Chooses how a thread outside snippet code is stopped. */
    public void useHardStop(HardStop better) {
        hardStop = better;
    }

    /**
     * Starts an evaluation.
     *
     * @param requestId the request that its reply answers
     * @param evalId above all earlier ones; one that was stopped already is answered so, and not run
     */
    public void start(int requestId, int evalId, SnippetTask task) {
        forgetFinished();
        Evaluation evaluation = new Evaluation(requestId, evalId, task, outlet, output);
        if (closed || evalId <= stoppedThrough) {
            evaluation.answerStopped();
            return;
        }
        unfinished.add(evaluation);
        current = evaluation;
        SnippetSupport.alarm(closed);
        evaluation.start(snippets());
    }

    /**
     * Stops an evaluation: its snippet code at its next check, and by an interrupt; hard, also code of the application.
     *
     * @return true when nothing of it runs (any more)
     */
    public boolean stop(int evalId, boolean hard) throws ReflectiveOperationException {
        stoppedThrough = Math.max(stoppedThrough, evalId);
        Evaluation evaluation = current;
        if (evaluation == null || evaluation.evalId() > evalId || evaluation.isFinished()) {
            return true;
        }
        SnippetSupport.alarm(true);
        evaluation.interrupt();
        if (hard) {
            evaluation.stopHard(hardStop);
        }
        return evaluation.isFinished();
    }

    /**
     * Stops snippet code that a thread of ours runs outside an evaluation.
     *
     * @param hard also when it runs the application's code
     */
    public void stopIn(Thread thread, boolean hard) {
        stoppedThread = thread;
        SnippetSupport.alarm(true);
        if (hard) {
            try {
                hardStop.throwInto(thread, new Stopped());
            } catch (ReflectiveOperationException e) {
                // This JVM has no hard stop without the native library; who asks finds the thread alive.
                return;
            }
        }
    }

    /** Says whether snippet code must end: all of it when the session is over, else that of a stopped evaluation. */
    boolean stops(int codeEvalId, Thread thread) {
        if (thread == stoppedThread || stopped(thread) != null) {
            return true;
        }
        Evaluation evaluation = current;
        if (closed || evaluation == null || evaluation.evalId() > stoppedThrough) {
            return closed;
        }
        return evaluation.evalId() == codeEvalId || evaluation.runsIn(thread);
    }

    /** Names the threads whose evaluation has not ended: left behind if the session ended now. */
    public List<String> leftRunning() {
        forgetFinished();
        List<String> names = new ArrayList<String>();
        for (Evaluation evaluation : unfinished) {
            names.add("thread " + evaluation.threadName());
        }
        return names;
    }

    /** Stops whatever runs, and all snippet code for good; takes up to a second when something does not end by itself. */
    public void close() {
        closed = true;
        SnippetSupport.hold(null);
        SnippetSupport.alarm(true);
        forgetFinished();
        for (Evaluation evaluation : unfinished) {
            evaluation.interrupt();
        }
        for (Evaluation evaluation : unfinished) {
            endWithin(1000, evaluation);
        }
    }

    private void endWithin(long millis, Evaluation evaluation) {
        try {
            if (!evaluation.awaitEnd(millis)) {
                evaluation.stopHard(hardStop);
            }
        } catch (InterruptedException | ReflectiveOperationException e) {
            // This JVM has no hard stop without the native library; the farewell has named the thread.
            return;
        }
    }

    private void forgetFinished() {
        for (int i = unfinished.size() - 1; i >= 0; i--) {
            if (unfinished.get(i).isFinished()) {
                unfinished.remove(i);
            }
        }
    }
}
