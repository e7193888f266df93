// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.util.Set;

/**
 * What is changed in one method.
 *
 * @param probe the number by which the target knows what to do there
 * @param calls whether each call is told: when it begins, and with what it ends
 * @param replaced whether each call is offered to other code, which may run instead
 * @param lines where the local variables are told whenever that line is passed
 * @param locals whether the local variables are told, too, when a call that is told returns
 */
public record ProbedMethod(
        String name,
        String descriptor,
        int probe,
        boolean calls,
        boolean replaced,
        Set<Integer> lines,
        boolean locals) {
    private static final String CONSTRUCTOR = "<init>";

    /** Each parameter as the component of its name. */
    public ProbedMethod {
        lines = Set.copyOf(lines);
        if (replaced && isInitializer(name)) {
            throw new UnprobedCodeException("what initialises an object or a class cannot be replaced");
        }
    }

    /** One that tells no local variables when a call returns. */
    public ProbedMethod(
            String name, String descriptor, int probe, boolean calls, boolean replaced, Set<Integer> lines) {
        this(name, descriptor, probe, calls, replaced, lines, false);
    }

    private static boolean isInitializer(String name) {
        return name.startsWith("<");
    }

    /** Whether it makes an object that is none yet when the call begins. */
    boolean isConstructor() {
        return name.equals(CONSTRUCTOR);
    }
}
