// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

/** The jumps of a method, by where they lead. */
final class Jumps {
    /** Where the {@link #origins} of each target begin. */
    private final int[] offsets;

    private final int[] origins;

    Jumps(Bytecode code) {
        offsets = new int[code.length() + 1];
        for (int at = 0; at < code.length(); at = code.next(at)) {
            for (int target : code.targets(at)) {
                offsets[target + 1]++;
            }
        }
        for (int i = 0; i < code.length(); i++) {
            offsets[i + 1] += offsets[i];
        }
        origins = new int[offsets[code.length()]];
        int[] free = offsets.clone();
        for (int at = 0; at < code.length(); at = code.next(at)) {
            for (int target : code.targets(at)) {
                origins[free[target]++] = at;
            }
        }
    }

    /** Adds the instructions that jump to this one. */
    void addOrigins(int target, Marks marks) {
        for (int i = offsets[target]; i < offsets[target + 1]; i++) {
            marks.add(origins[i]);
        }
    }
}
