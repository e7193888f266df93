// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.WatchedReturn;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.function.Function;

/** A place where a watched method returns: the local variables come just before the end of the call. */
final class ReturnPlace implements Function<Object[], Object> {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private final int number;
    private final WatchedReturn place;
    private final MethodHandle locals;

    /**
     * @param number which of the method's this is, from 0
     */
    ReturnPlace(int number, WatchedReturn place) throws ReflectiveOperationException {
        this.number = number;
        this.place = place;
        locals = OWN.findVirtual(
                        ReturnPlace.class, "locals", MethodType.methodType(void.class, Object.class, Object[].class))
                .bindTo(this);
    }

    int number() {
        return number;
    }

    WatchedReturn place() {
        return place;
    }

    @Override
    public Object apply(Object[] asked) {
        if (asked[0].equals("link")) {
            MethodType type = (MethodType) asked[3];
            return Quiet.of(
                    locals.asCollector(Object[].class, type.parameterCount() - 1)
                            .asType(type),
                    type);
        }
        Object[] all = (Object[]) asked[3];
        locals(all[0], Arrays.copyOfRange(all, 1, all.length));
        return null;
    }

    /** Nothing is copied yet: the call ends next, in the same thread. */
    private void locals(Object token, Object[] variables) {
        if (token != null) {
            ((OpenCall) token).returns(this, variables);
        }
    }
}
