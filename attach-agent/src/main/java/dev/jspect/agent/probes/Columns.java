// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.probes;

import dev.jspect.protocol.ValueTree;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;

/** What the user wants to see of calls, by code of his: runs in the calling thread, when the call ends. */
final class Columns {
    private final UserCode userCode;
    private final List<String> names;
    /** Of an array of all that it takes. */
    private final MethodHandle code;

    private final int taken;

    private Columns(UserCode userCode, List<String> names, MethodHandle code) {
        this.userCode = userCode;
        this.names = names;
        MethodType type = code.type().generic();
        taken = type.parameterCount();
        // So that a call that threw has a result of 0 where null is none.
        this.code = MethodHandles.explicitCastArguments(code, type).asSpreader(Object[].class, taken);
    }

    /**
     * Makes them; null for null.
     *
     * @param code takes what the method takes, then its result, if it has one, and what it threw; returns an array
     */
    static Columns of(MethodHandle code, List<String> names, UserCode userCode) {
        return code == null ? null : new Columns(userCode, names, code);
    }

    List<String> names() {
        return names;
    }

    /** Returns a value for each; in place of all, where the code has thrown, that it has. */
    Object[] read(Object[] arguments, Object result, Throwable thrown) {
        Object[] all = Arrays.copyOf(arguments, taken);
        if (taken > arguments.length) {
            all[taken - 1] = thrown;
        }
        if (taken > arguments.length + 1) {
            all[taken - 2] = result;
        }
        Object[] before = HookState.enter(null);
        UserCode.Run run = userCode.begin();
        try {
            Object[] read = (Object[]) (Object) code.invokeExact(all);
            return read.length == names.size()
                    ? read
                    : failed(new IllegalStateException(read.length + " values of " + names.size() + " expressions"));
        } catch (Throwable e) {
            return failed(run.reasonFor(e));
        } finally {
            userCode.end(run);
            HookState.leave(before);
        }
    }

    private Object[] failed(Throwable thrown) {
        Object[] failed = new Object[names.size()];
        Arrays.fill(failed, ValueTree.ofMissing("threw " + thrown.getClass().getName(), null, 0, ValueTree.NO_SIZE));
        return failed;
    }
}
