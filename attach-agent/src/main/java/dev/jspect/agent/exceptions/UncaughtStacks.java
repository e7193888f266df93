// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.protocol.FrameCapture;
import dev.jspect.protocol.FramesCapture;
import dev.jspect.protocol.LocalVariable;
import dev.jspect.protocol.MethodFacts;
import dev.jspect.protocol.ThreadCapture;
import dev.jspect.protocol.ValueTree;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where an uncaught exception came from, as it says itself: when it was constructed, its stack was not taken. */
final class UncaughtStacks {
    private static final int RUNNABLE = 5;

    private final MethodHandle ownTrace;
    private final ThreadFacts threads;
    private final List<String> prefixes;
    private final int most;

    /**
     * @param prefixes how names of the application's classes begin; none: whatever does not look like the JDK's
     */
    UncaughtStacks(MethodHandles.Lookup trusted, List<String> prefixes, int most) throws ReflectiveOperationException {
        // Not getStackTrace, which may be the application's.
        ownTrace = trusted.findVirtual(
                Throwable.class, "getOurStackTrace", MethodType.methodType(StackTraceElement[].class));
        threads = new ThreadFacts(trusted);
        this.prefixes = prefixes;
        this.most = most;
    }

    FramesCapture of(CapturedException captured) throws Throwable {
        StackTraceElement[] trace = (StackTraceElement[]) ownTrace.invokeExact(captured.thrown);
        List<MethodFacts> methods = new ArrayList<MethodFacts>();
        List<FrameCapture> frames = new ArrayList<FrameCapture>();
        for (int i = 0; trace != null && i < trace.length && i < most; i++) {
            methods.add(facts(trace[i]));
            frames.add(
                    new FrameCapture(i, 0, FrameCapture.OUT_OF_BUDGET, new int[0], Collections.<ValueTree>emptyList()));
        }
        Thread thread = captured.thread;
        ThreadCapture stack = new ThreadCapture(
                threads.id(thread), ThreadFacts.name(thread), false, RUNNABLE, null, frames.size(), frames);
        return new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, methods, Collections.singletonList(stack));
    }

    private MethodFacts facts(StackTraceElement element) {
        int line = element.getLineNumber();
        return new MethodFacts(
                0,
                element.getClassName(),
                element.getMethodName(),
                "()V",
                0,
                isApplication(element.getClassName()) ? MethodFacts.APPLICATION : MethodFacts.BOOT,
                element.getFileName(),
                null,
                null,
                line < 0 ? new int[0] : new int[] {0, line},
                Collections.<LocalVariable>emptyList(),
                false);
    }

    private boolean isApplication(String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return prefixes.isEmpty()
                && !name.startsWith("java.")
                && !name.startsWith("javax.")
                && !name.startsWith("jdk.")
                && !name.startsWith("sun.");
    }
}
