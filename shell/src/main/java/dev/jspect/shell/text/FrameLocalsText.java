// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the variables of a frame below its line: the arguments, then the other locals, one a line.
 *
 * <pre>
 *     Arguments
 *       order  = Order{number=1017, customer="ann"}
 *       pw     [redacted]
 *     Locals
 *       total  not live
 * </pre>
 */
public final class FrameLocalsText {
    private static final int GROUP_INDENT = 4;
    private static final int INDENT = 6;

    /** A value begins to the right of the names, and this far behind. */
    private static final String GAP = "  ";

    private final ValueLine line;
    private final ValueBlock block;
    private final boolean deep;

    /**
     * Writes variables of this document.
     *
     * @param deep whether a value may take several lines; else what one does not hold is cut
     */
    public FrameLocalsText(DocumentIds ids, boolean deep) {
        this.line = new ValueLine(ids);
        this.block = new ValueBlock(ids);
        this.deep = deep;
    }

    /**
     * Writes a frame's variables; nothing where there are none, and no reason why.
     *
     * @param notCaptured why there are not more of them, or null
     */
    public void write(StyledText out, List<Variable> variables, @Nullable String notCaptured) throws IOException {
        int widest = widest(variables);
        group(out, "Arguments", true, variables, widest);
        group(out, "Locals", false, variables, widest);
        if (notCaptured != null) {
            out.padTo(GROUP_INDENT)
                    .add(Kind.DIM, variables.isEmpty() ? "Locals" : "Others")
                    .add(GAP);
            out.add(Kind.DIM, notCaptured).endLine();
        }
    }

    /** Returns how wide the widest of the names is, as it is shown. */
    static int widest(List<Variable> variables) {
        List<String> names = new ArrayList<>(variables.size());
        for (Variable variable : variables) {
            names.add(variable.name());
        }
        return ValueBlock.widest(names);
    }

    private void group(StyledText out, String heading, boolean arguments, List<Variable> variables, int widest)
            throws IOException {
        boolean first = true;
        for (Variable variable : variables) {
            if (variable.argument() == arguments) {
                if (first) {
                    out.padTo(GROUP_INDENT).add(Kind.DIM, heading).endLine();
                    first = false;
                }
                variable(out, variable, widest);
            }
        }
    }

    /** Writes a variable in a line, or in several. */
    void variable(StyledText out, Variable variable, int widest) throws IOException {
        out.padTo(INDENT);
        ValueBlock.name(out, variable.name(), (out.width() - INDENT) / 2);
        out.padTo(INDENT + widest).add(GAP);
        value(out, variable, INDENT);
    }

    /** Writes what a variable holds, or why that is not shown, and ends the line. */
    void value(StyledText out, Variable variable, int indent) throws IOException {
        if (variable.value() == null) {
            out.add(Kind.DIM, label(variable.notCaptured())).endLine();
            return;
        }
        out.add("= ");
        if (deep) {
            block.write(out, variable.value(), indent);
        } else {
            line.write(out, variable.value());
            out.endLine();
        }
    }

    /** A secret is there, but kept back; all else is not there to show. */
    private static String label(@Nullable String notCaptured) {
        if (notCaptured == null) {
            return "";
        }
        return notCaptured.equals("redacted") ? "[redacted]" : notCaptured;
    }
}
