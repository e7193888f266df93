// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.engine.MethodCode;
import dev.jspect.shell.engine.SnippetEngine;
import dev.jspect.shell.engine.UserMethod;
import dev.jspect.shell.probes.PlannedMethod;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.probes.WatchPlan.CallCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The condition of {@code watch --if}, and its expressions, as classes in the target for each loader that has the method's class. */
final class CallFilter {
    private static final String METHOD = "jspectIf";
    private static final String COLUMNS = "jspectColumns";

    private CallFilter() {}

    /**
     * Returns those of a line's places where the code compiles: each has variables of its own. All places of calls.
     *
     * @throws JspectException when it compiles in none
     */
    static WatchedCode define(RemoteTarget target, List<PlannedPlace> places, @Nullable String condition)
            throws TargetException {
        List<PlannedPlace> chosen = new ArrayList<>();
        List<@Nullable CallCondition> conditions = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        JspectException failure = null;
        for (PlannedPlace place : places) {
            try {
                conditions.addAll(conditions(target, List.of(place.told()), condition));
                columns.add(defineColumns(target, place));
                chosen.add(place);
            } catch (JspectException e) {
                if (!place.isLine() || e.exitCode() != ExitCode.USER_CODE) {
                    throw e;
                }
                failure = failure == null ? e : failure;
                conditions = new ArrayList<>(conditions.subList(0, chosen.size()));
            }
        }
        if (chosen.isEmpty() && failure != null) {
            throw failure;
        }
        return new WatchedCode(chosen, conditions, columns, places.size() - chosen.size());
    }

    /**
     * What is watched, and the user's code for it.
     *
     * @param leftOut so many places where the code does not compile
     */
    record WatchedCode(
            List<PlannedPlace> places, List<@Nullable CallCondition> conditions, List<Integer> columns, int leftOut) {}

    /**
     * Compiles it, and defines it in the target.
     *
     * @param condition Java, or null for none
     * @return for each method the condition on its calls, or null
     * @throws JspectException when it does not compile
     */
    static List<@Nullable CallCondition> conditions(
            RemoteTarget target, List<PlannedMethod> methods, @Nullable String condition) throws TargetException {
        List<@Nullable CallCondition> conditions = new ArrayList<>();
        for (PlannedMethod method : methods) {
            conditions.add(condition == null ? null : define(target, method, condition));
        }
        return conditions;
    }

    private static CallCondition define(RemoteTarget target, PlannedMethod method, String condition)
            throws TargetException {
        int code = retain(target, method, METHOD, "--if", compiler -> compiler.condition(METHOD, condition));
        return new CallCondition(code, calls(condition));
    }

    /** Compiles the expressions that a place tells, in the same way; returns 0 where it has none. */
    private static int defineColumns(RemoteTarget target, PlannedPlace place) throws TargetException {
        List<String> columns = place.columns();
        return columns.isEmpty()
                ? 0
                : retain(
                        target,
                        place.told(),
                        COLUMNS,
                        "EXPR",
                        compiler -> compiler.columns(COLUMNS, columns, !place.isLine()));
    }

    private static int retain(
            RemoteTarget target,
            PlannedMethod method,
            String name,
            String option,
            Function<MethodCode, UserMethod> compilation)
            throws TargetException {
        try (SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false)) {
            target.useLoader(method.owner().loaderId);
            UserMethod compiled = compilation.apply(new MethodCode(engine, method));
            if (compiled.className() == null) {
                throw new JspectException(
                        ExitCode.USER_CODE,
                        option + " does not compile",
                        ExceptionFilter.problems(compiled.result()),
                        "It has " + (method.isStatic() ? "" : "$this, and ") + "the parameters: "
                                + String.join(", ", method.parameters()));
            }
            return target.probes().retain(compiled.className(), name);
        } catch (IOException e) {
            throw new JspectException(
                    ExitCode.NOT_PERMITTED,
                    "cannot read the JDK of the target in " + target.jvm().javaHome(),
                    String.valueOf(e.getMessage()),
                    null,
                    e);
        }
    }

    /** Whether it may run other code; text that is put together calls toString. */
    private static boolean calls(String condition) {
        return condition.contains("(")
                || condition.contains("->")
                || condition.contains("::")
                || (condition.contains("\"") && condition.contains("+"));
    }
}
