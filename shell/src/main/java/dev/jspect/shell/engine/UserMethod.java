// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.engine.SnippetResult.Ending;
import dev.jspect.shell.engine.SnippetResult.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code of the user's, made a method, compiled against a target and defined there.
 *
 * @param className the class there that has the method; null when it does not compile
 * @param headFits whether what was written around the code has compiled: types may not be there
 * @param result what became of it: its source and its problems are the code's own
 */
public record UserMethod(@Nullable String className, boolean headFits, SnippetResult result) {
    /**
     * Compiles code.
     *
     * @param head what stands before it: the method's modifiers, result, name, parameters, and the beginning of its body
     * @param code the user's; a comment may end it
     * @param tail what stands behind
     */
    public static UserMethod compile(SnippetEngine engine, String head, String code, String tail) {
        List<SnippetResult> results = engine.evaluate(head + code + "\n" + tail);
        SnippetResult result = results.get(results.size() - 1);
        boolean headFits =
                result.problems().stream().noneMatch(problem -> problem.error() && problem.start() < head.length());
        boolean usable = result.ending() == Ending.DONE && result.missing().isEmpty();
        List<String> defined = engine.lastDefined();
        return new UserMethod(
                usable && !defined.isEmpty() ? defined.get(defined.size() - 1) : null,
                headFits,
                moved(result, code, head.length()));
    }

    private static SnippetResult moved(SnippetResult result, String code, int by) {
        List<Problem> problems = result.problems().stream()
                .map(problem -> new Problem(
                        problem.code(),
                        problem.message(),
                        within(problem.start() - by, code),
                        within(problem.end() - by, code),
                        problem.error()))
                .toList();
        return new SnippetResult(
                code,
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

    private static int within(int position, String code) {
        return Math.max(0, Math.min(code.length(), position));
    }
}
