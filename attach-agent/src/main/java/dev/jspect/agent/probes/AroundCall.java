// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

/** A call that code of a patch runs instead of: {@code proceed} runs the method as it was written. For the calling thread. */
final class AroundCall {
    private final PatchedCalls calls;
    private final Object[] arguments;
    private UserCode.Run run;
    private boolean proceeded;
    private Object result;
    private Throwable thrown;
    private Throwable deliberate;

    /**
     * @param arguments {@code this} first, where there is one
     */
    AroundCall(PatchedCalls calls, Object[] arguments) {
        this.calls = calls;
        this.arguments = arguments;
    }

    /** The patch's code begins. */
    void begin(UserCode.Run begun) {
        run = begun;
    }

    /**
     * Runs the method, and throws what it throws.
     *
     * @param changed other arguments, without {@code this}; none: the same ones
     */
    Object proceed(Object[] changed) throws Throwable {
        Object[] actual = changed.length == 0 ? arguments : calls.checked(arguments, changed);
        run.pause();
        Object[] before = HookState.enterOriginal(calls);
        try {
            proceeded = true;
            thrown = null;
            result = calls.original(actual);
            return result;
        } catch (Throwable e) {
            thrown = e;
            throw e;
        } finally {
            HookState.leave(before);
            run.resume();
        }
    }

    /** The code throws something on purpose. */
    void throwing(Throwable e) {
        deliberate = e;
    }

    /** Whether what ends the code is for the caller: what the method has thrown, or the code on purpose. */
    boolean isForCaller(Throwable e) {
        return thrown == e || (deliberate == e && !e.getClass().getName().startsWith("dev.jspect.agent."));
    }

    /** Whether the method has run. */
    boolean hasProceeded() {
        return proceeded;
    }

    /** Returns or throws what the method did. */
    Object asWritten() throws Throwable {
        if (thrown != null) {
            throw thrown;
        }
        return result;
    }
}
