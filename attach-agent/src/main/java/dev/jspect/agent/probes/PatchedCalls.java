// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.PatchRequest;
import dev.jspect.protocol.PatchedMethod;
import dev.jspect.protocol.WatchedMethod;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/**
 * The probe of one patched method. Whatever the patch's code does wrong, the method goes on as it was written; only what it throws on purpose, and what the
 * method itself has thrown, goes to the caller.
 */
final class PatchedCalls implements Function<Object[], Object> {
    private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

    private final Patch patch;
    private final PatchedMethod method;
    private final UserCode userCode;
    /** Of an array of all that the code takes, to an Object. */
    private final MethodHandle code;
    /** Null where all calls are wanted. */
    private final Condition condition;
    /** Null where nothing runs instead of the method. */
    private final OriginalMethod original;

    /**
     * @param code the method of the patch
     * @param condition null where all calls are wanted
     * @param original the method itself; null where nothing runs instead of it
     */
    PatchedCalls(
            Patch patch,
            PatchedMethod method,
            UserCode userCode,
            MethodHandle code,
            Condition condition,
            OriginalMethod original) {
        this.patch = patch;
        this.method = method;
        this.userCode = userCode;
        this.code = OriginalMethod.spread(code);
        this.condition = condition;
        this.original = original;
    }

    WatchedMethod method() {
        return method.method;
    }

    /** Says what the patch's code has to say. */
    void log(String text) {
        patch.log(text);
    }

    @Override
    public Object apply(Object[] asked) {
        String point = (String) asked[1];
        try {
            return asked[0].equals("link") ? link(point, (MethodType) asked[3]) : call(point, (Object[]) asked[3]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle link(String point, MethodType type) throws ReflectiveOperationException {
        switch (point) {
            case "enter":
                return Quiet.of(collecting("enter", type), type);
            case "leave":
                MethodHandle leave = own("leave", void.class, Object.class, Object.class);
                return Quiet.of(type.parameterCount() == 1 ? leave.bindTo(null) : leave, type);
            case "threw":
                return Quiet.of(own("threw", void.class, Object.class, Object.class), type);
            case "instead":
                return collecting("instead", type);
            default:
                return null;
        }
    }

    private MethodHandle collecting(String name, MethodType type) throws ReflectiveOperationException {
        return own(name, Object.class, Object[].class)
                .asCollector(Object[].class, type.parameterCount())
                .asType(type);
    }

    private MethodHandle own(String name, Class<?> result, Class<?>... parameters) throws ReflectiveOperationException {
        return OWN.findVirtual(PatchedCalls.class, name, MethodType.methodType(result, parameters))
                .bindTo(this);
    }

    /** For code that is not linked. */
    private Object call(String point, Object[] arguments) {
        switch (point) {
            case "enter":
                return enter(arguments);
            case "leave":
                leave(arguments.length == 1 ? null : arguments[0], arguments[arguments.length - 1]);
                return null;
            case "threw":
                threw(arguments[0], arguments[1]);
                return null;
            case "instead":
                return unchecked(arguments);
            default:
                return null;
        }
    }

    private Object unchecked(Object[] arguments) {
        try {
            return instead(arguments);
        } catch (Throwable e) {
            throw PatchedCalls.<RuntimeException>sneaky(e);
        }
    }

    /** The method's caller gets what the method would have thrown, declared or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Returns what {@link #leave} and {@link #threw} need; null when they have nothing to do. */
    Object enter(Object[] arguments) {
        if (patch.hasEnded() || HookState.isAside()) {
            return null;
        }
        Object[] before = HookState.enter(this);
        try {
            boolean wanted = patch.isWanted(Thread.currentThread()) && fits(arguments);
            if (wanted && patch.request().kind == PatchRequest.AFTER) {
                return arguments;
            }
            if (wanted) {
                run(arguments);
            }
            return null;
        } finally {
            HookState.leave(before);
        }
    }

    private boolean fits(Object[] arguments) {
        return condition == null || condition.ask(arguments);
    }

    /** A call ends by a return. */
    void leave(Object result, Object token) {
        after(token, result, null);
    }

    /** A call ends by an exception. */
    void threw(Object thrown, Object token) {
        after(token, null, thrown);
    }

    private void after(Object token, Object result, Object thrown) {
        if (token == null || patch.hasEnded() || HookState.isHere()) {
            return;
        }
        Object[] before = HookState.enter(this);
        try {
            run(all((Object[]) token, result, thrown));
        } finally {
            HookState.leave(before);
        }
    }

    private Object[] all(Object[] arguments, Object result, Object thrown) {
        String descriptor = method.method.descriptor;
        char type = descriptor.charAt(descriptor.indexOf(')') + 1);
        Object[] all = new Object[arguments.length + (type == 'V' ? 1 : 2)];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        if (type != 'V') {
            // A method that has thrown has no result; code that takes a primitive one gets 0.
            all[arguments.length] = result == null ? Zero.of(type) : result;
        }
        all[all.length - 1] = thrown;
        return all;
    }

    private void run(Object[] arguments) {
        long hit = patch.begins();
        if (hit == 0) {
            return;
        }
        UserCode.Run run = userCode.begin();
        try {
            Object ignored = code.invokeExact(arguments);
        } catch (Throwable e) {
            patch.fail(run.reasonFor(e));
        } finally {
            end(run, hit);
        }
    }

    private void end(UserCode.Run run, long hit) {
        try {
            userCode.end(run);
        } finally {
            patch.ends(hit);
        }
    }

    /** Runs the patch's code in place of the method, or says that the method is to run. */
    Object instead(Object[] arguments) throws Throwable {
        AroundCall call = null;
        Object[] before = null;
        boolean entered = false;
        long hit = 0;
        try {
            if (HookState.takeOriginal(this) || patch.hasEnded() || HookState.isAside()) {
                return original.marker();
            }
            before = HookState.enter(this);
            entered = true;
            call = new AroundCall(this, arguments);
            HookState.around(call);
            hit = patch.isWanted(Thread.currentThread()) && fits(arguments) ? patch.begins() : 0;
        } catch (Throwable e) {
            // No memory, or no stack left. Nothing of the patch has run, so the method does.
            hit = 0;
        }
        try {
            return hit == 0 ? original.marker() : around(call, arguments, hit);
        } finally {
            if (entered) {
                HookState.leave(before);
            }
        }
    }

    private Object around(AroundCall call, Object[] arguments, long hit) throws Throwable {
        UserCode.Run run = userCode.begin();
        try {
            call.begin(run);
            return code.invokeExact(arguments);
        } catch (Throwable e) {
            if (call.isForCaller(e)) {
                throw e;
            }
            patch.fail(run.reasonFor(e));
            return call.hasProceeded() ? call.asWritten() : original.marker();
        } finally {
            end(run, hit);
        }
    }

    /** Runs the method as it was written. */
    Object original(Object[] arguments) throws Throwable {
        return original.call(arguments);
    }

    /**
     * Returns what the method takes, with other arguments.
     *
     * @throws IllegalArgumentException when they do not fit
     */
    Object[] checked(Object[] former, Object[] changed) {
        int own = method.method.isStatic ? 0 : 1;
        if (changed.length != former.length - own) {
            throw new IllegalArgumentException(
                    "proceed takes " + (former.length - own) + " arguments, or none, but not " + changed.length);
        }
        Object[] all = former.clone();
        for (int i = 0; i < changed.length; i++) {
            all[own + i] = original.checked(own + i, changed[i]);
        }
        return all;
    }
}
