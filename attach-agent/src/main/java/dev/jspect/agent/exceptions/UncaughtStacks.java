// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.exceptions;

import dev.jspect.agent.dispatch.ThreadFacts;
import dev.jspect.agent.modules.JavaRelease;
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

    /**
     * Makes a capture of the thread that has ended.
     *
     * @param constructed what was taken when the exception was constructed, perhaps in another thread; null when nothing was
     */
    FramesCapture of(CapturedException captured, FramesCapture constructed) throws Throwable {
        List<MethodFacts> methods = constructed == null ? new ArrayList<MethodFacts>() : constructed.methods;
        List<FrameCapture> frames =
                constructed == null ? new ArrayList<FrameCapture>() : constructed.threads.get(0).frames;
        int total = constructed == null ? 0 : constructed.threads.get(0).frameCount;
        if (constructed == null) {
            total = addOwnTrace(captured.thrown, methods, frames);
        }
        Thread thread = captured.thread;
        ThreadCapture stack =
                new ThreadCapture(threads.id(thread), ThreadFacts.name(thread), false, RUNNABLE, null, total, frames);
        return new FramesCapture(FramesCapture.LOCALS, null, 0, false, 0, methods, Collections.singletonList(stack));
    }

    private int addOwnTrace(Throwable thrown, List<MethodFacts> methods, List<FrameCapture> frames) throws Throwable {
        StackTraceElement[] trace = (StackTraceElement[]) ownTrace.invokeExact(thrown);
        if (trace == null) {
            return 0;
        }
        for (int i = 0; i < trace.length && i < most; i++) {
            MethodFacts method = facts(trace[i]);
            methods.add(method);
            // The line tells two places of a method from each other, as the index into its code does elsewhere.
            int bci = Math.max(0, trace[i].getLineNumber());
            frames.add(
                    new FrameCapture(i, bci, FrameCapture.NOT_TAKEN, new int[0], Collections.<ValueTree>emptyList()));
        }
        return trace.length;
    }

    private MethodFacts facts(StackTraceElement element) {
        int line = element.getLineNumber();
        return new MethodFacts(
                0,
                element.getClassName(),
                element.getMethodName(),
                "()V",
                0,
                isApplication(element) ? MethodFacts.APPLICATION : MethodFacts.BOOT,
                element.getFileName(),
                null,
                null,
                line < 0 ? new int[0] : new int[] {line, line},
                Collections.<LocalVariable>emptyList(),
                false);
    }

    private boolean isApplication(StackTraceElement element) {
        String name = element.getClassName();
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return prefixes.isEmpty() && (JavaRelease.hasModules() ? !isOfJdkModule(element) : !isOfJdkPackage(name));
    }

    /** Such as {@code java.base/java.lang.Thread.run(Thread.java:840)}. */
    private static boolean isOfJdkModule(StackTraceElement element) {
        String text = element.toString();
        int slash = text.indexOf('/');
        return slash > 0
                && slash < text.indexOf('(')
                && (text.startsWith("java.") || text.startsWith("jdk."))
                && !text.startsWith(element.getClassName());
    }

    private static boolean isOfJdkPackage(String name) {
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.");
    }
}
