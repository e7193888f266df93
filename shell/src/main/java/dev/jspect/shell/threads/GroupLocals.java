// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.threads;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.values.ValueLikeness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The local variables of one frame in all threads of a group: which are the same everywhere, and which differ how. */
public final class GroupLocals {
    private GroupLocals() {}

    /**
     * What a variable holds in some of the threads.
     *
     * @param variable as it is in the first of them
     * @param threads the threads' names
     */
    public record Answer(Variable variable, List<String> threads) {}

    /**
     * A variable in all threads.
     *
     * @param answers at least one; the one of most threads first
     * @param isSame whether it is the same in all: there is one answer, and all of what it says was compared
     */
    public record Compared(List<Answer> answers, boolean isSame) {
        /** Returns what it is in most of them. */
        public Variable most() {
            return answers.get(0).variable();
        }

        /** Whether it looks alike in all: what was not captured may differ. */
        public boolean isAlike() {
            return answers.size() == 1;
        }
    }

    private record Name(String name, boolean argument, int occurrence) {}

    /**
     * Compares the variables of a frame, arguments first.
     *
     * @param depth of a frame that all these threads have
     */
    public static List<Compared> of(List<ThreadSnapshot> threads, int depth, ValueLikeness likeness) {
        Map<Name, Map<Integer, Variable>> byName = new LinkedHashMap<>();
        for (int thread : longestFirst(threads, depth)) {
            FrameLocals locals = locals(threads.get(thread), depth);
            Map<Name, Integer> occurrences = new HashMap<>();
            for (Variable variable : locals == null ? List.<Variable>of() : locals.variables()) {
                Name name = new Name(variable.name(), variable.argument(), 0);
                int occurrence = occurrences.merge(name, 1, Integer::sum);
                byName.computeIfAbsent(
                                new Name(variable.name(), variable.argument(), occurrence),
                                any -> new LinkedHashMap<>())
                        .put(thread, variable);
            }
        }
        List<Compared> compared = new ArrayList<>();
        byName.forEach((name, variables) -> compared.add(compared(threads, depth, name, variables, likeness)));
        compared.sort((one, other) ->
                Boolean.compare(other.most().argument(), one.most().argument()));
        return compared;
    }

    /** Says why a frame of some threads has not all its variables: each reason with those threads' names. */
    public static Map<String, List<String>> notCaptured(List<ThreadSnapshot> threads, int depth) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (ThreadSnapshot thread : threads) {
            FrameLocals locals = locals(thread, depth);
            String reason = locals == null ? "not captured" : locals.notCaptured();
            if (reason != null) {
                reasons.computeIfAbsent(reason, any -> new ArrayList<>()).add(thread.name());
            }
        }
        return reasons;
    }

    /** Threads at one line may stand in different scopes: the one with the most variables gives their order. */
    private static List<Integer> longestFirst(List<ThreadSnapshot> threads, int depth) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            order.add(i);
        }
        order.sort((one, other) ->
                Integer.compare(count(locals(threads.get(other), depth)), count(locals(threads.get(one), depth))));
        return order;
    }

    private static int count(@Nullable FrameLocals locals) {
        return locals == null ? 0 : locals.variables().size();
    }

    private static @Nullable FrameLocals locals(ThreadSnapshot thread, int depth) {
        return depth < thread.frames().size() ? thread.frames().get(depth).locals() : null;
    }

    private static Compared compared(
            List<ThreadSnapshot> threads,
            int depth,
            Name name,
            Map<Integer, Variable> variables,
            ValueLikeness likeness) {
        Map<Integer, List<Answer>> byHash = new HashMap<>();
        List<Answer> answers = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < threads.size(); i++) {
            Variable own = variables.get(i);
            Variable variable = own == null ? absent(name, locals(threads.get(i), depth)) : own;
            List<Answer> candidates = byHash.computeIfAbsent(hash(variable, likeness), any -> new ArrayList<>());
            Answer answer = find(candidates, variable, likeness);
            if (answer == null) {
                answer = new Answer(variable, new ArrayList<>());
                candidates.add(answer);
                answers.add(answer);
            }
            answer.threads().add(threads.get(i).name());
            same = same && answers.size() == 1 && same(answer.variable(), variable, likeness);
        }
        answers.sort((one, other) ->
                Integer.compare(other.threads().size(), one.threads().size()));
        return new Compared(answers, same);
    }

    private static Variable absent(Name name, @Nullable FrameLocals locals) {
        String reason = locals == null ? "not captured" : locals.notCaptured();
        return Variable.notCaptured(name.name(), "", name.argument(), reason == null ? "not in scope" : reason);
    }

    private static int hash(Variable variable, ValueLikeness likeness) {
        ValueTree value = variable.value();
        return value == null ? Objects.hashCode(variable.notCaptured()) : likeness.hash(value);
    }

    private static @Nullable Answer find(List<Answer> candidates, Variable variable, ValueLikeness likeness) {
        for (Answer candidate : candidates) {
            if (alike(candidate.variable(), variable, likeness)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean same(Variable one, Variable other, ValueLikeness likeness) {
        return one.value() != null && other.value() != null && likeness.same(one.value(), other.value());
    }

    private static boolean alike(Variable one, Variable other, ValueLikeness likeness) {
        if (one.value() == null || other.value() == null) {
            return Objects.equals(one.notCaptured(), other.notCaptured());
        }
        return likeness.alike(one.value(), other.value());
    }
}
