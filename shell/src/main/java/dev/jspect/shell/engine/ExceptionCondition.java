// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.ExceptionsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an exception {@code e}, compiled against a target and defined there.
 *
 * @param className the class there that has the method {@link ExceptionsRequest#WHERE}; null when it does not compile
 * @param result what became of it: its source and its problems are the condition's own
 */
public record ExceptionCondition(@Nullable String className, SnippetResult result) {
    private static final String FALLBACK = "java.lang.Throwable";

    /**
     * Compiles a condition.
     *
     * @param types what {@code e} may be, as Java source names it: the first that is there, else a Throwable
     */
    public static ExceptionCondition compile(SnippetEngine engine, List<String> types, String condition) {
        for (String type : types) {
            ExceptionCondition compiled = compile(engine, type, condition);
            if (compiled != null) {
                return compiled;
            }
        }
        ExceptionCondition last = compile(engine, FALLBACK, condition);
        if (last == null) {
            throw new IllegalStateException("no " + FALLBACK + " in the target");
        }
        return last;
    }

    /** Returns null when there is no such type. */
    private static @Nullable ExceptionCondition compile(SnippetEngine engine, String type, String condition) {
        String head = "boolean " + ExceptionsRequest.WHERE + "(" + type + " e) throws java.lang.Throwable { return ";
        UserMethod method = UserMethod.compile(engine, head, condition, "; }");
        boolean noSuchType = method.result().missing().contains("class " + type) || !method.headFits();
        if (noSuchType && !type.equals(FALLBACK)) {
            return null;
        }
        return new ExceptionCondition(method.className(), method.result());
    }
}
