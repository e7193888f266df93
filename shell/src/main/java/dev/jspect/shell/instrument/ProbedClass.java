// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.util.List;

/** A class file with probes in it. */
public final class ProbedClass {
    private final byte[] classFile;
    private final List<LineProbe> lines;

    ProbedClass(byte[] classFile, List<LineProbe> lines) {
        this.classFile = classFile;
        this.lines = List.copyOf(lines);
    }

    /** Returns the class file itself, no copy of it. */
    public byte[] classFile() {
        return classFile;
    }

    /** Returns where lines are told. */
    public List<LineProbe> lines() {
        return lines;
    }
}
