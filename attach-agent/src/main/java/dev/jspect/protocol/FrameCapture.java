// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** One frame of a {@link ThreadCapture}, and what its variables hold. */
public final class FrameCapture {
    /** It is not of the application, and nobody asked for the others. */
    public static final int NOT_ASKED = 0;
    /** Its variables were read. */
    public static final int READ = 1;
    /** The pause would have been longer than allowed. */
    public static final int OUT_OF_BUDGET = 2;
    /** The watchdog had resumed the thread. */
    public static final int RESUMED_TOO_EARLY = 3;
    /** By the means that were left, nothing of this thread can be read. */
    public static final int NOT_REACHABLE = 4;
    /** The answer has no room for more variables. */
    public static final int NO_ROOM = 5;
    /** It is known from a stack trace alone: when its thread was there, nobody looked. */
    public static final int NOT_TAKEN = 6;
    /** It runs a method as it was before its class was redefined: what is known of the method now does not fit. */
    public static final int OBSOLETE = 7;

    /** Index into {@link FramesCapture#methods}. */
    public final int method;
    /** Index into the method's bytecode: of a call in progress, unless the frame is the innermost; -1 if native. */
    public final int bci;
    /** One of the constants above. */
    public final int outcome;
    /** Indexes into {@link MethodFacts#variables}, of those that are in scope. */
    public final int[] variables;
    /** What those hold, in the same order; {@link ValueTree#MISSING} with the reason where it could not be read. */
    public final List<ValueTree> values;

    /** Each parameter as the field of its name. */
    public FrameCapture(int method, int bci, int outcome, int[] variables, List<ValueTree> values) {
        this.method = method;
        this.bci = bci;
        this.outcome = outcome;
        this.variables = variables;
        this.values = values;
    }

    void writeTo(BodyWriter out) {
        out.writeInt(method).writeInt(bci).writeInt(outcome).writeInt(variables.length);
        for (int i = 0; i < variables.length; i++) {
            out.writeInt(variables[i]);
            values.get(i).writeTo(out);
        }
    }

    static FrameCapture readFrom(BodyReader in, List<MethodFacts> methods) throws ProtocolException {
        int method = in.readInt();
        int bci = in.readInt();
        int outcome = in.readInt();
        if (method < 0 || method >= methods.size()) {
            throw new ProtocolException("frame of method " + method + " of " + methods.size());
        }
        if (outcome < NOT_ASKED || outcome > OBSOLETE) {
            throw new ProtocolException("frame with outcome " + outcome);
        }
        int[] variables = new int[in.readCount(2 * Integer.BYTES)];
        List<ValueTree> values = new ArrayList<ValueTree>(variables.length);
        for (int i = 0; i < variables.length; i++) {
            variables[i] = in.readInt();
            if (variables[i] < 0
                    || variables[i] >= methods.get(method).variables.size()) {
                throw new ProtocolException("variable " + variables[i] + " of a method that has fewer");
            }
            values.add(ValueTree.readFrom(in));
        }
        return new FrameCapture(method, bci, outcome, variables, values);
    }
}
