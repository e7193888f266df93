// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.shell.values.ClassLabel;
import dev.jspect.shell.values.JdkClasses;
import java.util.HashMap;
import java.util.Map;

/** Where threads are: the innermost call of the application's on their stacks, else the innermost of all. */
public final class ThreadPlaces {
    private ThreadPlaces() {}

    /** Returns {@code OrderService.place:48} by the threads' ids; nothing for those without frames. */
    public static Map<Long, String> of(ThreadDump dump) {
        Map<Long, String> places = new HashMap<>();
        for (ThreadSnapshot thread : dump.threads()) {
            if (!thread.frames().isEmpty()) {
                places.put(
                        thread.id(),
                        place(thread.frames().stream()
                                .filter(frame -> !JdkClasses.has(frame.className()))
                                .findFirst()
                                .orElse(thread.frames().get(0))));
            }
        }
        return places;
    }

    private static String place(StackFrame frame) {
        String method = ClassLabel.of(frame.className()) + "." + frame.methodName();
        return frame.line() > 0 ? method + ":" + frame.line() : method;
    }
}
