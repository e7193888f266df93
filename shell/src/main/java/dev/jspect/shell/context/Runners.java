// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.context;

import dev.jspect.protocol.WantedTasks;
import java.util.List;

/**
 * The methods by which threads of executors run their tasks, and the fields in which tasks keep what they were made for: one line each, to
 * add more.
 */
public final class Runners {
    /** Longer than this nobody is stopped for tasks. */
    private static final int PAUSE_MILLIS = 200;

    private static final List<String> METHODS = List.of(
            "java.util.concurrent.ThreadPoolExecutor.runWorker",
            "java.util.concurrent.ForkJoinTask.doExec",
            "org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker",
            "org.eclipse.jetty.util.thread.QueuedThreadPool.runJob",
            "io.netty.util.concurrent.AbstractEventExecutor.runTask",
            "io.netty.util.concurrent.AbstractEventExecutor.safeExecute",
            "org.jboss.threads.EnhancedQueueExecutor.safeRun");

    private static final List<String> FIELDS = List.of(
            "java.util.concurrent.FutureTask.callable",
            "java.util.concurrent.Executors$RunnableAdapter.task",
            "java.util.concurrent.ForkJoinTask$AdaptedCallable.callable",
            "java.util.concurrent.ForkJoinTask$AdaptedInterruptibleCallable.callable",
            "java.util.concurrent.ForkJoinTask$AdaptedRunnable.runnable",
            "java.util.concurrent.ForkJoinTask$AdaptedRunnableAction.runnable",
            "java.util.concurrent.ForkJoinTask$RunnableExecuteAction.runnable");

    private Runners() {}

    /** Returns what to ask for to be told the tasks. */
    public static WantedTasks wanted() {
        return new WantedTasks(METHODS, FIELDS, PAUSE_MILLIS);
    }
}
