// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.engine.SnippetResult.Problem;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says why a snippet cannot have a variable of the frame, where the compiler only finds that there is none. */
final class FrameProblems {
    /** Who writes {@code order.total} without an order may have meant a package. */
    private static final Pattern NAME = Pattern.compile("(?:variable|package) ([^\\s,.]+)");

    private static final String NO_PACKAGE = "compiler.err.doesnt.exist";

    private final FrameVariables variables;
    private final Map<String, String> renamed;

    /**
     * @param renamed the names in snippets of those that could not keep their own
     */
    FrameProblems(FrameVariables variables, Map<String, String> renamed) {
        this.variables = variables;
        this.renamed = renamed;
    }

    SnippetResult explained(SnippetResult result) {
        List<Problem> problems = result.problems().stream().map(this::explained).toList();
        List<String> missing = result.missing().stream()
                .map(what -> {
                    String why = reason(what, false);
                    return why == null ? what : what + " (" + why + ")";
                })
                .toList();
        return result.withProblems(problems, missing);
    }

    private Problem explained(Problem problem) {
        boolean unresolved = problem.code().startsWith("compiler.err.cant.resolve");
        if (!unresolved
                && !problem.code().equals(NO_PACKAGE)
                && !problem.code().equals("compiler.err.non-static.cant.be.ref")) {
            return problem;
        }
        String reason = reason(problem.message(), unresolved);
        return reason == null
                ? problem
                : new Problem(
                        problem.code(),
                        problem.message() + "\n" + reason,
                        problem.start(),
                        problem.end(),
                        problem.error());
    }

    private @Nullable String reason(String text, boolean mayBeUnnamed) {
        Matcher matcher = NAME.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String name = matcher.group(1);
        String otherwise = renamed.get(name);
        if (otherwise != null) {
            return name + " of the frame is " + otherwise + " here";
        }
        String missing = variables.missing().get(name.equals("$this") ? "this" : name);
        return missing == null && mayBeUnnamed ? variables.unnamed() : missing;
    }
}
