// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.WatchedMethod;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/** One place of a probe, a method's calls or where one of its lines begins: what its code is linked to. */
final class WatchedCalls implements Function<Object[], Object> {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private final Watch watch;
    private final WatchedMethod method;
    private final int number;
    private final Columns columns;
    /** Of what the method takes, to a boolean; null where all calls are wanted. */
    private final MethodHandle condition;

    private final MethodHandle enter;
    private final MethodHandle leave;
    private final MethodHandle threw;
    private final MethodHandle line;

    /**
     * @param method where a line begins: what is told there, as if it were a method that takes that
     * @param number its place among those of the watch
     * @param condition which of them are wanted, or null
     * @param columns what is told in place of the variables, or null
     */
    WatchedCalls(Watch watch, WatchedMethod method, int number, MethodHandle condition, Columns columns)
            throws ReflectiveOperationException {
        this.watch = watch;
        this.method = method;
        this.number = number;
        this.columns = columns;
        this.condition = condition;
        enter = OWN.findVirtual(
                        Watch.class, "enter", MethodType.methodType(Object.class, WatchedCalls.class, Object[].class))
                .bindTo(watch)
                .bindTo(this);
        MethodType ending = MethodType.methodType(void.class, Object.class, Object.class);
        leave = OWN.findVirtual(Watch.class, "leave", ending).bindTo(watch);
        threw = OWN.findVirtual(Watch.class, "threw", ending).bindTo(watch);
        line = OWN.findVirtual(
                        Watch.class, "line", MethodType.methodType(void.class, WatchedCalls.class, Object[].class))
                .bindTo(watch)
                .bindTo(this);
    }

    Watch watch() {
        return watch;
    }

    WatchedMethod method() {
        return method;
    }

    /** Returns what is told in place of the variables, or null. */
    Columns columns() {
        return columns;
    }

    /** Returns its place among those of the watch. */
    int number() {
        return number;
    }

    /** Returns the name of one of the values that a call begins with. */
    String nameOf(int index) {
        int parameter = method.isStatic ? index : index - 1;
        return parameter < 0 || parameter >= method.parameters.size() ? null : method.parameters.get(parameter);
    }

    /** Returns what the result is called, to judge whether it is a secret: of {@code getPassword} that is {@code Password}. */
    String nameOfResult() {
        String name = method.name;
        boolean getter = name.startsWith("get") && name.length() > 3;
        return getter ? name.substring(3) : name;
    }

    @Override
    public Object apply(Object[] asked) {
        String point = (String) asked[1];
        if (asked[0].equals("link")) {
            watch.linking();
            return link(point, (MethodType) asked[3]);
        }
        try {
            return call(point, (Object[]) asked[3]);
        } catch (Throwable e) {
            // A condition tells by itself what its code throws; this is the end of the stack or of memory.
            return null;
        }
    }

    private MethodHandle link(String point, MethodType type) {
        switch (point) {
            case "enter":
                return Quiet.of(wanted(enter, type), type);
            case "leave":
                // A void method has no result.
                return Quiet.of(type.parameterCount() == 1 ? leave.bindTo(null) : leave, type);
            case "threw":
                return Quiet.of(threw, type);
            case "line":
                return Quiet.of(wanted(line, type), type);
            default:
                return null;
        }
    }

    private MethodHandle wanted(MethodHandle told, MethodType type) {
        MethodHandle all =
                told.asCollector(Object[].class, type.parameterCount()).asType(type);
        if (condition == null) {
            return all;
        }
        MethodHandle nothing = MethodHandles.constant(Object.class, null);
        nothing = type.returnType() == void.class ? nothing.asType(MethodType.methodType(void.class)) : nothing;
        return MethodHandles.guardWithTest(
                condition.asType(type.changeReturnType(boolean.class)),
                all,
                MethodHandles.dropArguments(nothing, 0, type.parameterList()));
    }

    /** For code that is not linked. The dispatcher has seen to it that this is not called by what it calls itself. */
    private Object call(String point, Object[] arguments) throws Throwable {
        switch (point) {
            case "enter":
                return Condition.fits(condition, arguments) ? watch.enter(this, arguments) : null;
            case "leave":
                watch.leave(arguments.length == 1 ? null : arguments[0], arguments[arguments.length - 1]);
                return null;
            case "threw":
                watch.threw(arguments[0], arguments[1]);
                return null;
            case "line":
                if (Condition.fits(condition, arguments)) {
                    watch.line(this, arguments);
                }
                return null;
            default:
                return null;
        }
    }
}
