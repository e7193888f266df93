// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.protocol.ThrownText;
import dev.jspect.protocol.ValueText;
import dev.jspect.shell.Outcome;
import dev.jspect.shell.engine.SnippetResult.Ending;
import dev.jspect.shell.engine.SnippetResult.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Puts together what JShell tells of a snippet and what its run in the target came to. */
final class SnippetResults {
    private final JShell jshell;
    private final RemoteExecution execution;

    SnippetResults(JShell jshell, RemoteExecution execution) {
        this.jshell = jshell;
        this.execution = execution;
    }

    /** Returns the result of a source that JShell has nothing to tell of. */
    SnippetResult ofNothing(String source) {
        String failure = execution.lastFailure();
        return new SnippetResult(
                source,
                "erroneous",
                Ending.FAILED,
                null,
                null,
                null,
                List.of(),
                null,
                failure == null ? SnippetResult.NOTHING : failure,
                List.of());
    }

    /** Returns the result that an event tells of. */
    SnippetResult of(SnippetEvent event) {
        Snippet snippet = event.snippet();
        List<Problem> problems = new ArrayList<>();
        jshell.diagnostics(snippet).forEach(diag -> problems.add(problem(diag)));
        List<String> missing = snippet instanceof DeclarationSnippet declaration
                ? jshell.unresolvedDependencies(declaration).toList()
                : List.of();
        Outcome outcome = execution.lastOutcome();
        String failure = execution.lastFailure();
        // JShell goes on and runs a class that could not be defined.
        if (failure == null && outcome instanceof Outcome.Failed failed) {
            failure = failed.reason();
        }
        ThrownText thrown = outcome instanceof Outcome.Thrown threw ? threw.thrown() : null;
        ValueText value = outcome instanceof Outcome.Value given && hasValue(snippet) ? given.value() : null;
        return new SnippetResult(
                snippet.source(),
                kind(snippet),
                ending(event, outcome, failure),
                name(snippet),
                type(snippet),
                value,
                problems,
                thrown,
                failure,
                missing);
    }

    private Ending ending(SnippetEvent event, @Nullable Outcome outcome, @Nullable String failure) {
        if (event.status() == Snippet.Status.REJECTED) {
            return Ending.REJECTED;
        }
        if (outcome instanceof Outcome.Thrown) {
            return Ending.THREW;
        }
        if (outcome instanceof Outcome.Stopped) {
            return Ending.STOPPED;
        }
        if (outcome instanceof Outcome.Abandoned) {
            return Ending.ABANDONED;
        }
        if (failure == null) {
            return Ending.DONE;
        }
        return switch (execution.lastFailureKind()) {
            case FAILED -> Ending.FAILED;
            case REFUSED -> Ending.REFUSED;
            case GONE -> Ending.LOST;
        };
    }

    private static Problem problem(Diag diag) {
        return new Problem(
                diag.getCode(),
                OpenView.withoutMarkers(diag.getMessage(Locale.ROOT)),
                (int) diag.getStartPosition(),
                (int) diag.getEndPosition(),
                diag.isError());
    }

    private static boolean hasValue(Snippet snippet) {
        return snippet instanceof VarSnippet || snippet instanceof ExpressionSnippet;
    }

    private static @Nullable String name(Snippet snippet) {
        if (snippet instanceof DeclarationSnippet declaration) {
            return declaration.name();
        }
        return snippet instanceof ExpressionSnippet expression ? expression.name() : null;
    }

    private static @Nullable String type(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return variable.typeName();
        }
        if (snippet instanceof ExpressionSnippet expression) {
            return expression.typeName();
        }
        return snippet instanceof MethodSnippet method ? method.signature() : null;
    }

    private static String kind(Snippet snippet) {
        if (snippet instanceof ErroneousSnippet) {
            return "erroneous";
        }
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, ASSIGNMENT_SUBKIND, OTHER_EXPRESSION_SUBKIND ->
                "expression";
            default ->
                switch (snippet.kind()) {
                    case VAR -> "variable";
                    case TYPE_DECL -> "type";
                    default -> snippet.kind().name().toLowerCase(Locale.ROOT);
                };
        };
    }
}
