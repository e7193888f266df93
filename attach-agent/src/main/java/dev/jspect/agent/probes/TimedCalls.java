// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/** The probe of a method whose calls are only counted and timed. */
final class TimedCalls implements Function<Object[], Object> {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private static final Object UNTIMED = new Object();

    private final Watch watch;
    private final Histogram histogram;
    /** Of what the method takes, to a boolean; null where all calls are wanted. */
    private final MethodHandle condition;

    TimedCalls(Watch watch, Histogram histogram, MethodHandle condition) {
        this.watch = watch;
        this.histogram = histogram;
        this.condition = condition;
    }

    @Override
    public Object apply(Object[] asked) {
        String point = (String) asked[1];
        try {
            return asked[0].equals("link")
                    ? Quiet.of(link(point, (MethodType) asked[3]), (MethodType) asked[3])
                    : call(point, (Object[]) asked[3]);
        } catch (Throwable e) {
            // The dispatcher has the method go on as if there were no probe.
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle link(String point, MethodType type) throws ReflectiveOperationException {
        switch (point) {
            case "enter":
                MethodHandle begin = MethodHandles.dropArguments(own("begin", Object.class), 0, type.parameterList());
                return condition == null
                        ? begin
                        : MethodHandles.guardWithTest(
                                condition.asType(type.changeReturnType(boolean.class)),
                                begin,
                                MethodHandles.dropArguments(
                                        MethodHandles.constant(Object.class, null), 0, type.parameterList()));
            case "leave":
                MethodHandle returned = own("returned", void.class, Object.class);
                return type.parameterCount() == 1
                        ? returned
                        : MethodHandles.dropArguments(returned, 0, type.parameterType(0));
            case "threw":
                return MethodHandles.dropArguments(own("threw", void.class, Object.class), 0, type.parameterType(0));
            default:
                throw new IllegalArgumentException(point);
        }
    }

    private MethodHandle own(String name, Class<?> result, Class<?>... parameters) throws ReflectiveOperationException {
        return OWN.findVirtual(TimedCalls.class, name, MethodType.methodType(result, parameters))
                .bindTo(this);
    }

    private Object call(String point, Object[] arguments) throws Throwable {
        switch (point) {
            case "enter":
                return Condition.fits(condition, arguments) ? begin() : null;
            case "leave":
                returned(arguments[arguments.length - 1]);
                return null;
            case "threw":
                threw(arguments[1]);
                return null;
            default:
                return null;
        }
    }

    /** Returns when a call has begun, or that it is not timed; null when it is not counted. */
    Object begin() {
        if (watch.isEnded()) {
            return null;
        }
        return histogram.timesNext() ? (Object) System.nanoTime() : UNTIMED;
    }

    void returned(Object begun) {
        end(begun, false);
    }

    void threw(Object begun) {
        end(begun, true);
    }

    private void end(Object begun, boolean error) {
        if (begun == UNTIMED) {
            histogram.add(error);
        } else if (begun != null) {
            histogram.add(System.nanoTime() - (Long) begun, error);
        }
    }
}
