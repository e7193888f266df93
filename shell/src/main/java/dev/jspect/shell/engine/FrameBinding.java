// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.engine.FrameVariables.Held;
import dev.jspect.shell.engine.SnippetResult.Ending;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one frame as variables of snippets. Each costs a compilation, so it is declared when it is first needed: as
 * {@code Order order = (Order) jspect.Live.frameValue(3, 1);}.
 */
final class FrameBinding {
    /** How JShell tells that a declaration misses one. */
    private static final String VARIABLE = "variable ";

    private final JShell jshell;
    private final FrameTypes types;
    private final Evaluating evaluating;
    private final FrameProblems problems;
    private final Map<String, Held> offered = new LinkedHashMap<>();
    private final Map<String, VarSnippet> declared = new LinkedHashMap<>();
    private final Set<String> hopeless = new HashSet<>();
    private final int depth;

    /** Evaluates a snippet of ours. */
    interface Evaluating {
        /** Returns what came of it, or null when the source is no snippet. */
        @Nullable
        Evaluated evaluate(String source);
    }

    /** What came of a snippet of ours. */
    record Evaluated(Snippet snippet, Snippet.Status status, Ending ending) {
        boolean isDone() {
            return status == Snippet.Status.VALID && ending == Ending.DONE;
        }

        /** Says whether the target is gone or refuses, or the user has stopped us: the user's own snippet is told that. */
        boolean isEnd() {
            return ending == Ending.REFUSED
                    || ending == Ending.LOST
                    || ending == Ending.STOPPED
                    || ending == Ending.ABANDONED;
        }
    }

    FrameBinding(JShell jshell, FrameTypes types, Evaluating evaluating, FrameVariables variables) {
        this.jshell = jshell;
        this.types = types;
        this.evaluating = evaluating;
        this.depth = variables.depth();
        Set<String> taken = jshell.variables()
                .filter(variable -> jshell.status(variable).isActive())
                .map(VarSnippet::name)
                .collect(Collectors.toSet());
        for (Held held : variables.held()) {
            String name = FrameNames.choose(held.name(), taken);
            taken.add(name);
            offered.put(name, held);
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        offered.forEach((name, held) -> {
            if (!name.equals(held.name())) {
                renamed.putIfAbsent(held.name(), name);
            }
        });
        this.problems = new FrameProblems(variables, renamed);
    }

    /** Returns the variables' own names by those that they have in snippets. */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        offered.forEach((name, held) -> names.put(name, held.name()));
        return names;
    }

    /**
     * Declares the variables that a source may mean, and those that earlier declarations still miss; words in strings and
     * comments count, which does no harm.
     */
    void declareFor(String source) {
        declareMissing();
        int start = 0;
        while (start < source.length()) {
            int end = start;
            while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
                end++;
            }
            String word = source.substring(start, end);
            if (offered.containsKey(word)) {
                declare(word);
            }
            start = end + 1;
        }
    }

    /** A method that was typed with another frame may want the variables of this one. */
    private void declareMissing() {
        List<String> missing = jshell.snippets()
                .filter(DeclarationSnippet.class::isInstance)
                .map(DeclarationSnippet.class::cast)
                .filter(snippet -> isRecoverable(jshell.status(snippet)))
                .flatMap(jshell::unresolvedDependencies)
                .filter(what -> what.startsWith(VARIABLE))
                .map(what -> what.substring(VARIABLE.length()))
                .filter(offered::containsKey)
                .toList();
        missing.forEach(this::declare);
    }

    private static boolean isRecoverable(Snippet.Status status) {
        return status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED;
    }

    /** Declares all. */
    void declareAll() {
        offered.keySet().forEach(this::declare);
    }

    private void declare(String name) {
        if (declared.containsKey(name) || hopeless.contains(name)) {
            return;
        }
        Held held = Objects.requireNonNull(offered.get(name));
        for (String type : types.candidates(held)) {
            Evaluated evaluated = evaluating.evaluate(type + " " + name + " = (" + type + ") " + LiveClass.NAME
                    + ".frameValue(" + depth + ", " + held.index() + ");");
            if (evaluated != null && evaluated.isDone() && evaluated.snippet() instanceof VarSnippet variable) {
                declared.put(name, variable);
                return;
            }
            drop(evaluated);
            if (evaluated != null && evaluated.isEnd()) {
                return;
            }
        }
        hopeless.add(name);
    }

    /** Takes note that all snippets are gone: the variables are declared anew when they are needed. */
    void forgetDeclared() {
        declared.clear();
        hopeless.clear();
    }

    /** Drops the variables, and what they hold: a dropped variable's class stays in the target, with its value. */
    void drop() {
        List<VarSnippet> ours = declared.values().stream()
                .filter(variable -> jshell.status(variable) == Snippet.Status.VALID)
                .toList();
        String cleared = ours.stream()
                .filter(variable -> offered.containsKey(variable.name()))
                .filter(variable -> Objects.requireNonNull(offered.get(variable.name()))
                                .descriptor()
                                .length()
                        > 1)
                .map(variable -> variable.name() + " = null;")
                .collect(Collectors.joining(" "));
        if (!cleared.isEmpty()) {
            drop(evaluating.evaluate("{ " + cleared + " }"));
        }
        ours.forEach(jshell::drop);
        offered.clear();
        declared.clear();
    }

    private void drop(@Nullable Evaluated evaluated) {
        if (evaluated != null && evaluated.status() != Snippet.Status.REJECTED) {
            jshell.drop(evaluated.snippet());
        }
    }

    /** Returns the result with a word on the variables that it could not have. */
    SnippetResult explained(SnippetResult result) {
        return problems.explained(result);
    }
}
