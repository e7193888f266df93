// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

import java.util.List;

/** What threads were given to do: that of virtual threads stands in their fields, that of executors' threads on their stacks. */
final class ThreadTasks {
    /** A task in a task in a task. */
    private static final int DEEPEST = 8;

    private static final String OF_JDK = "java.util.concurrent.";

    private final ContextSource source;
    /** Null where nobody asked. */
    private final TaskSource tasks;

    private final List<String> wrappers;

    ThreadTasks(ContextSource source, TaskSource tasks, List<String> wrappers) {
        this.source = source;
        this.tasks = tasks;
        this.wrappers = wrappers;
    }

    /** Returns what a thread runs, without what it was wrapped in; null when it runs none, or nobody asked. */
    Object of(Thread thread) {
        Object task = tasks == null ? null : ThreadFields.isVirtual(thread) ? ofVirtual(thread) : tasks.of(thread);
        for (int i = 0; task != null && i < DEEPEST; i++) {
            Object inner = unwrapped(task);
            if (inner == null) {
                return task;
            }
            task = inner;
        }
        return task;
    }

    /** Returns why it is not known what a thread runs, or null. */
    String unknown(Thread thread) {
        return tasks == null || ThreadFields.isVirtual(thread) ? null : tasks.unknown(thread);
    }

    private Object ofVirtual(Thread thread) {
        return field(thread, thread.getClass(), "cont.target.val$task");
    }

    /** An application's own kind of task says more than what it was made for. */
    private Object unwrapped(Object task) {
        if (!task.getClass().getName().startsWith(OF_JDK)) {
            return null;
        }
        for (Class<?> type = task.getClass(); type != null; type = type.getSuperclass()) {
            String prefix = type.getName() + '.';
            for (String wrapper : wrappers) {
                if (wrapper.startsWith(prefix) && wrapper.indexOf('.', prefix.length()) < 0) {
                    return field(task, type, wrapper.substring(prefix.length()));
                }
            }
        }
        return null;
    }

    /** Returns null where this JDK has no such field. */
    private Object field(Object object, Class<?> type, String path) {
        try {
            return source.object(object, type, path);
        } catch (NoSuchFieldError e) {
            return null;
        }
    }
}
