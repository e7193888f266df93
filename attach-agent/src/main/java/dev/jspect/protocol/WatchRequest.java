// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** Which calls are watched, and how much of each. */
public final class WatchRequest {
    /** Names it within a session, from 1. */
    public final int id;
    /** The methods: one of that name and types in each loader that has the class. */
    public final List<WatchedMethod> methods;
    /** After so many events none is made any more. */
    public final int most;
    /** Calls that took less are not wanted; 0: all are. */
    public final long slowerThanNanos;
    /** Whether calls are only counted and timed. */
    public final boolean summary;
    /** Whether the stacks of calls are wanted. */
    public final boolean stacks;
    /** What is told in place of the variables: the texts of expressions, by which secrets are judged. Empty: the variables. */
    public final List<String> columns;
    /** The bounds of the values of one event. */
    public final ValueBounds bounds;

    /** Each parameter as the field of its name. */
    public WatchRequest(
            int id,
            List<WatchedMethod> methods,
            int most,
            long slowerThanNanos,
            boolean summary,
            boolean stacks,
            List<String> columns,
            ValueBounds bounds) {
        this.id = id;
        this.methods = methods;
        this.most = most;
        this.slowerThanNanos = slowerThanNanos;
        this.summary = summary;
        this.stacks = stacks;
        this.columns = columns;
        this.bounds = bounds;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(id).writeInt(methods.size());
        for (WatchedMethod method : methods) {
            method.writeTo(out);
        }
        out.writeInt(most)
                .writeLong(slowerThanNanos)
                .writeBoolean(summary)
                .writeBoolean(stacks)
                .writeStrings(columns);
        bounds.writeTo(out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static WatchRequest readFrom(BodyReader in) throws ProtocolException {
        int id = in.readInt();
        int count = in.readCount(WatchedMethod.LEAST_LENGTH);
        List<WatchedMethod> methods = new ArrayList<WatchedMethod>(count);
        for (int i = 0; i < count; i++) {
            methods.add(WatchedMethod.readFrom(in));
        }
        int most = in.readInt();
        long slowerThanNanos = in.readLong();
        boolean summary = in.readBoolean();
        boolean stacks = in.readBoolean();
        List<String> columns = in.readStrings();
        ValueBounds bounds = ValueBounds.readFrom(in);
        if (id < 1 || methods.isEmpty() || most < 1 || slowerThanNanos < 0) {
            throw new ProtocolException("watch " + id + " of " + methods.size() + " methods, " + most
                    + " events, slower than " + slowerThanNanos + " ns");
        }
        return new WatchRequest(id, methods, most, slowerThanNanos, summary, stacks, columns, bounds);
    }
}
