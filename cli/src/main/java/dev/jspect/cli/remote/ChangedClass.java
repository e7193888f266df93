// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.remote;

import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.ProbeRewriter;
import dev.jspect.shell.instrument.ProbedClass;
import dev.jspect.shell.instrument.ProbedMethod;
import dev.jspect.shell.instrument.UnprobedCodeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A class that this session has changed: for several watches and patches, perhaps. The later ones see what the earlier ones made of it. */
final class ChangedClass {
    private final OriginalClass original;
    private final Map<ClassChanges, List<ProbedMethod>> probes = new LinkedHashMap<>();

    ChangedClass(OriginalClass original) {
        this.original = original;
    }

    OriginalClass original() {
        return original;
    }

    boolean hasProbes() {
        return !probes.isEmpty();
    }

    void add(ClassChanges owner, List<ProbedMethod> methods) {
        probes.put(owner, methods);
    }

    void remove(ClassChanges owner) {
        probes.remove(owner);
    }

    /** Returns its class file with all probes in it. */
    byte[] form() throws TargetException {
        byte[] form = original.complete();
        for (List<ProbedMethod> methods : probes.values()) {
            form = with(methods, form).classFile();
        }
        return form;
    }

    private ProbedClass with(List<ProbedMethod> methods, byte[] classFile) throws TargetException {
        try {
            return ProbeRewriter.rewrite(classFile, methods, original.type().linkable);
        } catch (UnprobedCodeException e) {
            throw new TargetException(
                    TargetException.Kind.FAILED,
                    original.type().name + "::" + methods.get(0).name() + " cannot be changed: " + e.getMessage());
        }
    }

    /** Says whether what the target has just handed out is what it should be now. */
    boolean is(byte[] running) throws TargetException {
        return probes.isEmpty() ? original.is(running) : OriginalClass.isSame(form(), running);
    }
}
