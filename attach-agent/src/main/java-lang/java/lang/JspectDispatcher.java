// SPDX-License-Identifier: Apache-2.0
package java.lang;

import java.util.function.Consumer;

/**
 * What code that was changed calls, in the loader that all classes see. It stays in a JVM once something was changed there,
 * because no JVM unloads such a class, and does nothing when nobody has asked for it. Frozen, as the doorway is: a JVM keeps the first version
 * that it saw.
 */
public final class JspectDispatcher {
    /** Who is told of exceptions, or null. Set by a session, from its own loader: what is set here keeps that from being unloaded. */
    private static volatile Consumer<Throwable> thrown;

    /** Who is told of what threads end with, or null. */
    private static volatile Consumer<Throwable> uncaught;

    private JspectDispatcher() {}

    /** Called at the end of each constructor of {@code Throwable}. Throws nothing, the end of the stack or of memory included. */
    public static void thrown(Throwable thrown) {
        try {
            tell(JspectDispatcher.thrown, thrown);
        } catch (Throwable any) {
            // It would take the place of the application's exception.
            return;
        }
    }

    /** Called when {@code Thread.dispatchUncaughtException} begins. Throws nothing. */
    public static void uncaught(Throwable thrown) {
        try {
            tell(JspectDispatcher.uncaught, thrown);
        } catch (Throwable any) {
            // The application's handler is called next.
            return;
        }
    }

    private static void tell(Consumer<Throwable> told, Throwable thrown) {
        if (told != null) {
            told.accept(thrown);
        }
    }
}
