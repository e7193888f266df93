// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.context;

/** Facts of threads from their fields: methods may be the application's. */
final class ThreadFields {
    private ThreadFields() {}

    /** Returns a thread's number: {@code getId} may be overridden before JDK 19. */
    static long id(ContextSource source, Thread thread) {
        return source.number(thread, Thread.class, "tid");
    }

    /** Says whether it is a virtual thread. */
    static boolean isVirtual(Thread thread) {
        return thread.getClass().getName().equals("java.lang.VirtualThread");
    }

    /** Says whether it was interrupted, and has not taken note yet. */
    static boolean isInterrupted(ContextSource source, Thread thread) {
        return isVirtual(thread)
                ? source.number(thread, Thread.class, "interrupted") != 0
                : source.isInterrupted(thread);
    }

    /** Says whether it is a daemon; virtual threads are. */
    static boolean isDaemon(ContextSource source, Thread thread) {
        return isVirtual(thread) || source.number(thread, Thread.class, "holder.daemon|daemon") != 0;
    }

    /** Returns the name of its group; null where it has none. */
    static String group(ContextSource source, Thread thread) {
        Object group = isVirtual(thread) ? null : source.object(thread, Thread.class, "holder.group|group");
        return group == null ? null : (String) source.object(group, ThreadGroup.class, "name");
    }

    /** Returns what its context class loader is called; null where it has none. */
    static String contextLoader(ContextSource source, Thread thread) {
        ClassLoader loader = (ClassLoader) source.object(thread, Thread.class, "contextClassLoader");
        return loader == null ? null : source.label(loader);
    }
}
