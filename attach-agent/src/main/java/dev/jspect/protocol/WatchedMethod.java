// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * A method whose calls are watched, in one loader. A place where a line begins is described as if it were a method that takes the local variables
 * there: several of these have one probe then.
 */
public final class WatchedMethod {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 38;

    /** The number in its probe. */
    public final int probe;
    /** Which of the places of that probe this is, from 0: several where it is of lines. */
    public final int index;
    /** The class's name. */
    public final String className;
    /** The method's name. */
    public final String name;
    /** The method's descriptor. */
    public final String descriptor;
    /** Whether it has no {@code this}. */
    public final boolean isStatic;
    /** Names of its parameters, in their order. */
    public final List<String> parameters;
    /** What says which calls are wanted, as {@link Op#RETAIN_CODE} has named it: takes what the method takes, {@code this} first; 0: all are. */
    public final int condition;
    /** Whether that calls other code: they might be the watched one. */
    public final boolean conditionCalls;
    /**
     * What makes the values of {@link WatchRequest#columns}, named in the same way: takes the same, and of a call the result, if it has one, and what was thrown;
     * 0 where there are none.
     */
    public final int columns;
    /** Where it returns, when its local variables are told then; else empty. */
    public final List<WatchedReturn> returns;

    /** Each parameter as the field of its name. */
    public WatchedMethod(
            int probe,
            int index,
            String className,
            String name,
            String descriptor,
            boolean isStatic,
            List<String> parameters,
            int condition,
            boolean conditionCalls,
            int columns,
            List<WatchedReturn> returns) {
        this.probe = probe;
        this.index = index;
        this.className = className;
        this.name = name;
        this.descriptor = descriptor;
        this.isStatic = isStatic;
        this.parameters = parameters;
        this.condition = condition;
        this.conditionCalls = conditionCalls;
        this.columns = columns;
        this.returns = returns;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(probe)
                .writeInt(index)
                .writeString(className)
                .writeString(name)
                .writeString(descriptor);
        out.writeBoolean(isStatic)
                .writeStrings(parameters)
                .writeInt(condition)
                .writeBoolean(conditionCalls)
                .writeInt(columns)
                .writeInt(returns.size());
        for (WatchedReturn place : returns) {
            place.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static WatchedMethod readFrom(BodyReader in) throws ProtocolException {
        int probe = in.readInt();
        int index = in.readInt();
        String className = in.readText();
        String name = in.readText();
        String descriptor = in.readText();
        boolean isStatic = in.readBoolean();
        List<String> parameters = in.readStrings();
        int condition = in.readInt();
        boolean conditionCalls = in.readBoolean();
        int columns = in.readInt();
        List<WatchedReturn> returns = new ArrayList<WatchedReturn>();
        for (int count = in.readCount(WatchedReturn.LEAST_LENGTH); count > 0; count--) {
            returns.add(WatchedReturn.readFrom(in));
        }
        return new WatchedMethod(
                probe,
                index,
                className,
                name,
                descriptor,
                isStatic,
                parameters,
                condition,
                conditionCalls,
                columns,
                returns);
    }
}
