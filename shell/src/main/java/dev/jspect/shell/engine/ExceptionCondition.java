// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.ExceptionsRequest;
import dev.jspect.shell.engine.SnippetResult.Ending;
import dev.jspect.shell.engine.SnippetResult.Problem;
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
        // A comment may end the condition.
        List<SnippetResult> results = engine.evaluate(head + condition + "\n; }");
        SnippetResult result = results.get(results.size() - 1);
        boolean noSuchType = result.missing().contains("class " + type)
                || result.problems().stream().anyMatch(problem -> problem.error() && problem.start() < head.length());
        if (noSuchType && !type.equals(FALLBACK)) {
            return null;
        }
        boolean usable = result.ending() == Ending.DONE && result.missing().isEmpty();
        List<String> defined = engine.lastDefined();
        return new ExceptionCondition(
                usable && !defined.isEmpty() ? defined.get(defined.size() - 1) : null,
                moved(result, condition, head.length()));
    }

    private static SnippetResult moved(SnippetResult result, String condition, int by) {
        List<Problem> problems = result.problems().stream()
                .map(problem -> new Problem(
                        problem.code(),
                        problem.message(),
                        within(problem.start() - by, condition),
                        within(problem.end() - by, condition),
                        problem.error()))
                .toList();
        return new SnippetResult(
                condition,
                result.kind(),
                result.ending(),
                null,
                null,
                null,
                problems,
                result.thrown(),
                result.failure(),
                result.missing());
    }

    private static int within(int position, String condition) {
        return Math.max(0, Math.min(condition.length(), position));
    }
}
