// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.text;

import dev.jspect.protocol.CallCapture;
import dev.jspect.protocol.CallSite;
import dev.jspect.protocol.ThrownPart;
import dev.jspect.shell.locals.CallVariables;
import dev.jspect.shell.locals.Variable;
import dev.jspect.shell.probes.PlannedPlace;
import dev.jspect.shell.text.Style.Kind;
import dev.jspect.shell.values.DocumentIds;
import java.io.IOException;
import java.util.List;

/**
 * Writes a call for people: who called what when, for how long, with what, and what came of it. Or that a line was passed, and the variables there.
 *
 * <pre>
 * 18:40:11.123  "worker-1" #23  Orders::place(Order)  returned after 1.2 ms
 *       this     = Orders{open=3}
 *       order    = Order{number=1017, customer="ann"}
 *       $result  = true
 * </pre>
 */
public final class CallText {
    private static final String INDENT = "      ";

    private final StyledText text;
    private final boolean deep;

    /**
     * @param text to write to
     * @param deep whether a value may take several lines; else what one does not hold is cut
     */
    public CallText(StyledText text, boolean deep) {
        this.text = text;
        this.deep = deep;
    }

    /** Writes one. */
    public void write(CallCapture call, PlannedPlace place) throws IOException {
        text.add(Kind.DIM, ExceptionText.time(call.atMillis))
                .add("  ")
                .addSafe(Kind.THREAD_NAME, '"' + SafeText.of(call.threadName) + '"')
                .add(Kind.DIM, " #" + call.threadId)
                .add("  ")
                .addSafe(Kind.TEXT, SafeText.of(place.method().shortLabel()))
                .add("  ");
        text.add(call.thrown.isEmpty() ? Kind.DIM : Kind.ERROR, ending(call, place))
                .endLine();
        List<Variable> values = CallVariables.of(call, place);
        DocumentIds ids = DocumentIds.of(CallVariables.values(call));
        FrameLocalsText locals = new FrameLocalsText(ids, deep);
        int widest = FrameLocalsText.widest(values);
        for (Variable value : values) {
            locals.variable(text, value, widest);
        }
        writeLocals(call, place, locals);
        for (ThrownPart part : call.thrown) {
            ThrownLine.write(text, part);
        }
        for (CallSite site : call.stack) {
            text.add(INDENT)
                    .addSafe(Kind.DIM, "at " + SafeText.of(site.element().toString()))
                    .endLine();
        }
    }

    private void writeLocals(CallCapture call, PlannedPlace place, FrameLocalsText locals) throws IOException {
        List<Variable> variables = CallVariables.ofReturn(call, place);
        if (call.returnPlace >= 0) {
            int line = place.returns().get(call.returnPlace).line();
            text.add(Kind.DIM, "    Locals where it returned" + (line > 0 ? ", line " + line : ""))
                    .endLine();
        }
        int widest = FrameLocalsText.widest(variables);
        for (Variable variable : variables) {
            locals.variable(text, variable, widest);
        }
    }

    private static String ending(CallCapture call, PlannedPlace place) {
        if (place.isLine()) {
            return "at line " + place.line();
        }
        return (call.thrown.isEmpty() ? "returned" : "threw")
                + (call.atMost ? " after at most " : " after ")
                + Durations.ofNanos(call.nanos);
    }
}
