// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** What threads are called. */
final class ThreadFacts {
    private final MethodHandle id;

    ThreadFacts(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
        // Not getId, which may be the application's before JDK 19.
        id = trusted.findGetter(Thread.class, "tid", long.class);
    }

    long id(Thread thread) throws Throwable {
        return (long) id.invokeExact(thread);
    }

    /** Returns a name in any case: by reflection it may have been made null. */
    static String name(Thread thread) {
        String name = thread.getName();
        return name == null ? "" : name;
    }
}
