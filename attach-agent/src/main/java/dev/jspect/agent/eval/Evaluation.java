// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import dev.jspect.protocol.BodyWriter;
import dev.jspect.protocol.Message;
import dev.jspect.protocol.Status;

/** One evaluation: a thread that runs a task and answers its request, exactly once, however it ends. */
final class Evaluation implements Runnable {
    private final int requestId;
    private final int evalId;
    private final SnippetTask task;
    private final Outlet outlet;
    private final SnippetOutput output;
    private Thread thread;
    private boolean stopRequested;
    private boolean finished;

    Evaluation(int requestId, int evalId, SnippetTask task, Outlet outlet, SnippetOutput output) {
        this.requestId = requestId;
        this.evalId = evalId;
        this.task = task;
        this.outlet = outlet;
        this.output = output;
    }

    void start(ClassLoader contextClassLoader) {
        thread = new Thread(null, this, threadName(), 0);
        thread.setDaemon(true);
        thread.setContextClassLoader(contextClassLoader);
        thread.start();
    }

    String threadName() {
        return "jspect-eval-" + evalId;
    }

    int evalId() {
        return evalId;
    }

    boolean runsIn(Thread other) {
        return thread == other;
    }

    synchronized boolean isFinished() {
        return finished;
    }

    synchronized void interrupt() {
        stopRequested = true;
        if (!finished) {
            thread.interrupt();
        }
    }

    /** Holds the lock while throwing: the thread is then not in {@link #finish}, and does not answer twice or never. */
    synchronized void stopHard(HardStop how) throws ReflectiveOperationException {
        if (!finished) {
            int error = how.throwInto(thread, new Stopped());
            if (error != 0) {
                throw new IllegalStateException("JVMTI StopThread answered error " + error);
            }
        }
    }

    /** Waits until it has ended, at most so long. */
    synchronized boolean awaitEnd(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1000000;
        for (long left = millis; !finished && left > 0; left = (deadline - System.nanoTime()) / 1000000) {
            wait(left);
        }
        return finished;
    }

    @Override
    public void run() {
        Message answer = null;
        try {
            answer = runTask();
        } catch (Throwable late) {
            // A hard stop came when the task was over, or the target is out of memory: answered below.
            answer = null;
        }
        while (!finish()) {
            answer = null;
        }
        if (answer == null) {
            answer = stopRequested ? stopped() : failed();
        }
        output.end();
        outlet.put(answer);
    }

    private Message runTask() {
        if (isStopRequested()) {
            return stopped();
        }
        output.begin();
        BodyWriter body = new BodyWriter();
        try {
            task.run().writeTo(body);
            return new Message(requestId, Status.OK, body.toByteArray());
        } catch (Throwable thrown) {
            // The snippet runner: whatever a snippet throws is its result.
            if (isStopRequested() || thrown instanceof Stopped) {
                return stopped();
            }
            BodyWriter description = new BodyWriter();
            task.describe(thrown).writeTo(description);
            return new Message(requestId, Status.THROWN, description.toByteArray());
        }
    }

    private synchronized boolean isStopRequested() {
        return stopRequested;
    }

    /** Returns false when a hard stop arrived in the middle; after true none can. */
    private boolean finish() {
        try {
            synchronized (this) {
                finished = true;
                notifyAll();
            }
            return true;
        } catch (Stopped | ThreadDeath late) {
            return false;
        }
    }

    private Message stopped() {
        return new Message(requestId, Status.STOPPED, new byte[0]);
    }

    private Message failed() {
        BodyWriter why =
                new BodyWriter().writeString("the evaluation could not be described; is the target out of memory?");
        return new Message(requestId, Status.FAILED, why.toByteArray());
    }

    void answerStopped() {
        outlet.put(stopped());
    }
}
