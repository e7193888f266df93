// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.eval;

import java.io.PrintStream;

/**
 * What the code of snippets calls: the tool has put these calls in place of others. Static because bytecode is; there is
 * one a session, as this runtime's loader is.
 */
public final class SnippetSupport {
    private static final int MOST_INSTANCES = 1_000_000;

    private static volatile Evaluator evaluator;
    private static volatile PrintStream out;
    private static volatile PrintStream err;

    /** By a frame's depth and a variable's index; null while none are held. */
    private static volatile Object[][] frameValues;

    private static volatile InstanceFinder instanceFinder;
    private static volatile CarriedFinder carriedFinder;
    private static volatile PatchSupport patchSupport;

    /** True while {@link #check} has something to ask: kept apart so that asking costs one volatile read. */
    private static volatile boolean alarm;

    private SnippetSupport() {}

    static void connect(Evaluator evaluator, PrintStream out, PrintStream err) {
        SnippetSupport.evaluator = evaluator;
        SnippetSupport.out = out;
        SnippetSupport.err = err;
    }

    static void alarm(boolean on) {
        alarm = on;
    }

    static void patchWith(PatchSupport support) {
        patchSupport = support;
    }

    /** Stands for {@code jspect.Live.proceed}: runs the method that a patch's code runs around. */
    public static Object proceed(Object[] arguments) throws Throwable {
        return patchSupport.proceed(arguments);
    }

    /** Stands for {@code jspect.Live.log}: tells the tool what a patch's code has to say. */
    public static void log(Object said) {
        patchSupport.log(String.valueOf(said));
    }

    /** Told of what snippet code is about to throw on purpose. */
    public static void throwing(Throwable thrown) {
        PatchSupport support = patchSupport;
        if (support != null) {
            support.throwing(thrown);
        }
    }

    static void find(InstanceFinder finder) {
        instanceFinder = finder;
    }

    /** Stands for {@code jspect.Live.instances}: returns the objects of a class and its subclasses, a million at most. */
    public static Object[] instances(Class<?> type) {
        InstanceFinder finder = instanceFinder;
        if (finder == null) {
            throw new IllegalStateException("objects cannot be found in this JVM");
        }
        return finder.of(type, MOST_INSTANCES);
    }

    static void find(CarriedFinder finder) {
        carriedFinder = finder;
    }

    /** Stands for {@code jspect.Live.context}: returns what the thread carries whose frames are held. */
    public static Object context(String name) {
        CarriedFinder finder = carriedFinder;
        if (finder == null) {
            throw new IllegalStateException("what threads carry cannot be read in this JVM");
        }
        return finder.of(name);
    }

    static void hold(Object[][] values) {
        frameValues = values;
    }

    /**
     * Ends a stopped evaluation; stands at the entry of each method and at each jump backward.
     *
     * @param evalId the evaluation that defined the calling code
     */
    public static void check(int evalId) {
        if (alarm && evaluator.stops(evalId, Thread.currentThread())) {
            throw new Stopped();
        }
    }

    /** Stands for {@code System.out}. */
    public static PrintStream out() {
        return out;
    }

    /** Stands for {@code System.err}. */
    public static PrintStream err() {
        return err;
    }

    /**
     * Stands for {@code jspect.Live.frameValue}: returns what a local variable held when its thread was captured.
     *
     * @param depth of the frame, 0 for the innermost
     * @param variable index into those of its method
     */
    public static Object frameValue(int depth, int variable) {
        Object[][] values = frameValues;
        if (values == null || depth < 0 || depth >= values.length) {
            throw new IllegalStateException("no frame is held");
        }
        return values[depth][variable];
    }

    /** Stands for {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt}. Always throws. */
    @SuppressWarnings("DoNotCallSuggester")
    public static void exit(int status) {
        throw new ExitRefused(status);
    }
}
