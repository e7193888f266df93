// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.Evaluator;
import dev.jspect.agent.eval.TrustedLookup;
import dev.jspect.agent.probes.Patches;
import dev.jspect.agent.probes.Probes;
import dev.jspect.protocol.PatchedMethod;
import dev.jspect.protocol.ProtocolException;
import dev.jspect.protocol.WatchedMethod;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * The user's code for watches and patches. It is found while its class can be: the next loader that is chosen for snippets has others of that name. For
 * one thread at a time.
 */
final class RetainedCode implements Probes.Conditions, Patches.Code {
    private final Evaluator evaluator;
    private final ClassesFound found;
    private final List<MethodHandle> retained = new ArrayList<MethodHandle>();

    RetainedCode(Evaluator evaluator, ClassesFound found) {
        this.evaluator = evaluator;
        this.found = found;
    }

    /** Returns what names a method of a snippet's class from now on. */
    int retain(String className, String name) throws ReflectiveOperationException {
        for (Method declared :
                Class.forName(className, true, evaluator.snippets()).getDeclaredMethods()) {
            if (declared.getName().equals(name)) {
                retained.add(TrustedLookup.get().unreflect(declared));
                return retained.size();
            }
        }
        throw new NoSuchMethodException(className + "." + name);
    }

    /** The classes of a watch's code, and what they hold, may go. */
    void release(WatchedMethod method) {
        release(method.condition);
        release(method.columns);
    }

    /** So may those of a patch's. */
    void release(PatchedMethod method) {
        release(method.method);
        release(method.code);
    }

    private void release(int id) {
        if (id > 0 && id <= retained.size()) {
            retained.set(id - 1, null);
        }
    }

    private MethodHandle get(int id) {
        if (id < 1 || id > retained.size()) {
            throw new IllegalArgumentException("code " + id + " of " + retained.size());
        }
        return retained.get(id - 1);
    }

    @Override
    public MethodHandle of(WatchedMethod method) {
        return method.condition == 0 ? null : get(method.condition);
    }

    @Override
    public MethodHandle columns(WatchedMethod method) {
        return method.columns == 0 ? null : get(method.columns);
    }

    @Override
    public MethodHandle condition(PatchedMethod method) {
        return of(method.method);
    }

    @Override
    public MethodHandle code(PatchedMethod method) {
        return get(method.code);
    }

    @Override
    public MethodHandle original(PatchedMethod method) throws ReflectiveOperationException {
        Class<?> owner = classOf(method);
        WatchedMethod own = method.method;
        MethodType type = MethodType.fromMethodDescriptorString(own.descriptor, owner.getClassLoader());
        return own.isStatic
                ? TrustedLookup.get().findStatic(owner, own.name, type)
                : TrustedLookup.get().findSpecial(owner, own.name, type, owner);
    }

    private Class<?> classOf(PatchedMethod method) {
        try {
            return found.get(method.classId);
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
