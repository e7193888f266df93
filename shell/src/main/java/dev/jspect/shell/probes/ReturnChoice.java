// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.probes;

import dev.jspect.shell.instrument.ProbeRewriter;
import dev.jspect.shell.instrument.ProbedMethod;
import dev.jspect.shell.instrument.UnprobedCodeException;
import java.util.List;
import java.util.Set;

/** Finds where a method returns, and which variables of its own it has there. */
public final class ReturnChoice {
    private ReturnChoice() {}

    /**
     * Returns the calls of a method with the places where it returns.
     *
     * @throws NoSuchMethodInTargetException when it has no variables of its own anywhere, or nothing tells their names
     */
    public static PlannedPlace of(PlannedPlace calls) throws NoSuchMethodInTargetException {
        PlannedMethod method = calls.method();
        List<PlannedPlace> returns;
        try {
            returns = ProbeRewriter.rewrite(
                            method.owner().classFile,
                            List.of(new ProbedMethod(
                                    method.name(), method.descriptor(), 0, true, false, Set.of(), true)),
                            true)
                    .lines()
                    .stream()
                    .map(probe -> LineChoice.place(method, probe))
                    .toList();
        } catch (UnprobedCodeException e) {
            throw new NoSuchMethodInTargetException(
                    method.label() + " cannot be watched", String.valueOf(e.getMessage()));
        }
        if (returns.stream().allMatch(place -> place.told().parameters().isEmpty())) {
            throw new NoSuchMethodInTargetException(
                    method.label() + " has no variables of its own where it returns",
                    "Or its class was compiled without their names (javac -g). Leave --locals out, or name a line: Class:LINE");
        }
        return calls.returning(returns);
    }
}
