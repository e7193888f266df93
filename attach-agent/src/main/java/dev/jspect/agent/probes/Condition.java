// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.agent.dispatch.ThreadFacts;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The user's code that decides on a call, so that nothing it does reaches the application: what it throws means no. */
final class Condition {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private final ConditionFailures failures;
    private final UserCode userCode;
    /** Of an array of all that the method takes. */
    private final MethodHandle condition;

    private Condition(ConditionFailures failures, UserCode userCode, MethodHandle condition) {
        this.failures = failures;
        this.userCode = userCode;
        this.condition = condition;
    }

    /**
     * Makes one that is asked for each call, from wherever it comes.
     *
     * @param condition of what a method takes to a boolean, or null
     * @param calls whether it calls other code, which might be the method
     */
    static MethodHandle guarded(MethodHandle condition, boolean calls, ConditionFailures failures, UserCode userCode)
            throws ReflectiveOperationException {
        if (condition == null) {
            return null;
        }
        Condition asked = new Condition(failures, userCode, spread(condition));
        if (!calls) {
            MethodHandle failed = OWN.findVirtual(
                            Condition.class, "failed", MethodType.methodType(boolean.class, Throwable.class))
                    .bindTo(asked);
            return MethodHandles.catchException(
                    condition,
                    Throwable.class,
                    MethodHandles.dropArguments(failed, 1, condition.type().parameterList()));
        }
        return OWN.findVirtual(Condition.class, "askFirst", MethodType.methodType(boolean.class, Object[].class))
                .bindTo(asked)
                .asCollector(Object[].class, condition.type().parameterCount())
                .asType(condition.type());
    }

    /** Makes one that is asked by a thread that does something for us already; null for null. */
    static Condition inside(MethodHandle condition, ConditionFailures failures, UserCode userCode) {
        return condition == null ? null : new Condition(failures, userCode, spread(condition));
    }

    private static MethodHandle spread(MethodHandle condition) {
        MethodType type = condition.type().generic().changeReturnType(boolean.class);
        return condition.asType(type).asSpreader(Object[].class, type.parameterCount());
    }

    /** Asks a condition that is guarded, or null, of code that is not linked. */
    static boolean fits(MethodHandle guarded, Object[] arguments) throws Throwable {
        return guarded == null || (boolean) guarded.invokeWithArguments(arguments);
    }

    boolean failed(Throwable thrown) {
        failures.conditionFailed(thrown);
        return false;
    }

    /** Asks code that calls other code: that must not be asked again about what it calls itself. */
    boolean askFirst(Object[] arguments) {
        if (HookState.isAside()) {
            return false;
        }
        Object[] before = HookState.enter(null);
        try {
            return !ThreadFacts.isOurs(Thread.currentThread()) && ask(arguments);
        } finally {
            HookState.leave(before);
        }
    }

    boolean ask(Object[] arguments) {
        UserCode.Run run = userCode.begin();
        try {
            return (boolean) condition.invokeExact(arguments);
        } catch (Throwable e) {
            return failed(run.reasonFor(e));
        } finally {
            userCode.end(run);
        }
    }
}
