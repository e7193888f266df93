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

    private JspectDispatcher() {}

    /** Called at the end of each constructor of {@code Throwable}. Throws nothing, the end of the stack or of memory included. */
    public static void thrown(Throwable thrown) {
        Consumer<Throwable> told = JspectDispatcher.thrown;
        if (told != null) {
            try {
                told.accept(thrown);
            } catch (Throwable any) {
                // It would take the place of the application's exception.
                return;
            }
        }
    }
}
