// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.recording;

import dev.jspect.protocol.ValueTree;
import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.threads.StackFrame;
import dev.jspect.shell.threads.ThreadDump;
import dev.jspect.shell.threads.ThreadSelector;
import dev.jspect.shell.threads.ThreadSnapshot;
import dev.jspect.shell.values.DocumentIds;
import dev.jspect.shell.values.ShiftedIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has changed from one moment to another.
 *
 * @param threads those that have, in the order of the later moment; then those that have ended
 * @param unchanged how many stand where they stood, with the same variables as far as those were read
 * @param ids of the values of both moments
 */
public record MomentDiff(List<Changed> threads, int unchanged, DocumentIds ids) {
    public MomentDiff {
        threads = List.copyOf(threads);
    }

    /**
     * A thread that has changed.
     *
     * @param before null for a new one
     * @param after null for one that has ended
     * @param variables that hold something else, where it stands at the same place; empty where it has moved
     */
    public record Changed(
            @Nullable ThreadSnapshot before, @Nullable ThreadSnapshot after, List<ChangedVariable> variables) {
        public Changed {
            variables = List.copyOf(variables);
        }
    }

    /**
     * A variable, or a part of one, that has changed.
     *
     * @param frame that it is of
     * @param name {@code order}, {@code this.packed}
     * @param before null where it was not in scope
     */
    public record ChangedVariable(
            StackFrame frame, String name, @Nullable Variable before, Variable after) {}

    /**
     * Compares.
     *
     * @param selectors of threads, as {@link ThreadSelector} has them; none for all
     */
    public static MomentDiff of(ThreadDump before, ThreadDump after, List<String> selectors) {
        List<ValueTree> values = new ArrayList<>();
        before.threads().forEach(thread -> thread.addValues(values));
        ShiftedIds shift = new ShiftedIds(ShiftedIds.highest(values));
        List<ThreadSnapshot> later = new ThreadSelector(selectors)
                .select(after).threads().stream()
                        .map(thread -> thread.withValues(shift::of))
                        .toList();
        later.forEach(thread -> thread.addValues(values));
        DocumentIds ids = DocumentIds.of(values);
        Map<Long, ThreadSnapshot> earlier = new HashMap<>();
        new ThreadSelector(selectors)
                .select(before).threads().stream()
                        .filter(thread -> !thread.vm())
                        .forEach(thread -> earlier.put(thread.id(), thread));
        List<Changed> changed = new ArrayList<>();
        int unchanged = 0;
        for (ThreadSnapshot thread : later) {
            if (thread.vm()) {
                continue;
            }
            ThreadSnapshot then = earlier.remove(thread.id());
            List<ChangedVariable> variables =
                    then == null || !stands(then, thread) ? null : variables(then, thread, new ValueDiff(ids));
            if (variables == null) {
                changed.add(new Changed(then, thread, List.of()));
            } else if (!variables.isEmpty()) {
                changed.add(new Changed(then, thread, variables));
            } else {
                unchanged++;
            }
        }
        earlier.values().forEach(ended -> changed.add(new Changed(ended, null, List.of())));
        return new MomentDiff(changed, unchanged, ids);
    }

    private static boolean stands(ThreadSnapshot before, ThreadSnapshot after) {
        if (before.frames().size() != after.frames().size()) {
            return false;
        }
        for (int i = 0; i < before.frames().size(); i++) {
            StackFrame then = before.frames().get(i);
            StackFrame now = after.frames().get(i);
            if (!then.sameCode(now) || then.bci() != now.bci()) {
                return false;
            }
        }
        return true;
    }

    private static List<ChangedVariable> variables(ThreadSnapshot before, ThreadSnapshot after, ValueDiff values) {
        List<ChangedVariable> changed = new ArrayList<>();
        for (int i = 0; i < after.frames().size(); i++) {
            FrameLocals then = before.frames().get(i).locals();
            FrameLocals now = after.frames().get(i).locals();
            if (then != null && now != null) {
                for (int v = 0; v < now.variables().size(); v++) {
                    Variable variable = now.variables().get(v);
                    Variable earlier = earlier(then.variables(), v, variable.name());
                    add(after.frames().get(i), earlier, variable, values, changed);
                }
            }
        }
        return changed;
    }

    private static void add(
            StackFrame frame,
            @Nullable Variable before,
            Variable after,
            ValueDiff values,
            List<ChangedVariable> changed) {
        if (before == null || before.value() == null || after.value() == null) {
            if (before == null || !Objects.equals(before.notCaptured(), after.notCaptured())) {
                changed.add(new ChangedVariable(frame, after.name(), before, after));
            }
            return;
        }
        for (ValueDiff.Difference difference : values.of(before.value(), after.value())) {
            changed.add(new ChangedVariable(
                    frame,
                    after.name() + difference.path(),
                    Variable.of(after.name(), after.type(), after.argument(), difference.before()),
                    Variable.of(after.name(), after.type(), after.argument(), difference.after())));
        }
    }

    /** At the same place of the code the same ones are in scope. */
    private static @Nullable Variable earlier(List<Variable> variables, int index, String name) {
        return index < variables.size() && variables.get(index).name().equals(name) ? variables.get(index) : null;
    }
}
