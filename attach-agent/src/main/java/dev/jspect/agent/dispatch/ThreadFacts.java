// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.dispatch;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** What threads are called. */
public final class ThreadFacts {
    private final MethodHandle id;

    public ThreadFacts(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
        // Not getId, which may be the application's before JDK 19.
        id = trusted.findGetter(Thread.class, "tid", long.class);
    }

    /** Returns a thread's number. */
    public long id(Thread thread) throws Throwable {
        return (long) id.invokeExact(thread);
    }

    /** Whether it is a thread of ours: what it does, is nobody's concern. */
    public static boolean isOurs(Thread thread) {
        return name(thread).startsWith("jspect-");
    }

    /** Returns a name in any case: by reflection it may have been made null. */
    public static String name(Thread thread) {
        String name = thread.getName();
        return name == null ? "" : name;
    }
}
