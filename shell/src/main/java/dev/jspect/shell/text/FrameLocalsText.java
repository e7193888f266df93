// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.locals.FrameLocals;
import dev.jspect.shell.locals.Variable;
import java.io.IOException;

/** Writes the variables of a frame. */
final class FrameLocalsText {
    private final StyledText text;

    FrameLocalsText(StyledText text) {
        this.text = text;
    }

    void write(FrameLocals locals) throws IOException {
        for (Variable variable : locals.variables()) {
            text.add("      ").add(variable.name()).add(" = ");
            text.add(
                    variable.value() == null
                            ? String.valueOf(variable.notCaptured())
                            : variable.value().className + " " + variable.value().text + " " + variable.value().bits);
            text.endLine();
        }
        if (locals.notCaptured() != null) {
            text.add("      ").add(locals.notCaptured()).endLine();
        }
    }
}
