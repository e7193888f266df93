// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** How a method is changed. */
public final class PatchRequest {
    /** The code runs before the method: it takes what the method takes, {@code this} first. */
    public static final int BEFORE = 1;
    /** It runs when the method has ended: takes the same, the result where there is one, and what was thrown, or null. */
    public static final int AFTER = 2;
    /** It runs instead of the method: takes what the method takes, and returns what it returns. */
    public static final int AROUND = 3;

    /** Names it within a session, from 1. */
    public final int id;
    /** One of the constants. */
    public final int kind;
    /** The methods: one of a name and types in each loader that has the class. */
    public final List<PatchedMethod> methods;
    /** Only in threads whose names fit this, with {@code *} for any characters; null for all. */
    public final String threadGlob;
    /** After so many calls the method is as before; 0: without end. */
    public final long limit;
    /** After so many milliseconds, too; 0: without end. */
    public final long ttlMillis;
    /** What it is, for whoever finds it later. */
    public final PatchOrigin origin;

    /** Each parameter as the field of its name. */
    public PatchRequest(
            int id,
            int kind,
            List<PatchedMethod> methods,
            String threadGlob,
            long limit,
            long ttlMillis,
            PatchOrigin origin) {
        this.id = id;
        this.kind = kind;
        this.methods = methods;
        this.threadGlob = threadGlob;
        this.limit = limit;
        this.ttlMillis = ttlMillis;
        this.origin = origin;
    }

    /** Returns what names it within the target: the first of its probes' numbers. */
    public int number() {
        return methods.get(0).method.probe;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(id).writeInt(kind).writeInt(methods.size());
        for (PatchedMethod method : methods) {
            method.writeTo(out);
        }
        out.writeString(threadGlob).writeLong(limit).writeLong(ttlMillis);
        origin.writeTo(out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static PatchRequest readFrom(BodyReader in) throws ProtocolException {
        int id = in.readInt();
        int kind = in.readInt();
        int count = in.readCount(PatchedMethod.LEAST_LENGTH);
        List<PatchedMethod> methods = new ArrayList<PatchedMethod>(count);
        for (int i = 0; i < count; i++) {
            methods.add(PatchedMethod.readFrom(in));
        }
        PatchRequest request = new PatchRequest(
                id, kind, methods, in.readString(), in.readLong(), in.readLong(), PatchOrigin.readFrom(in));
        if (id < 1
                || kind < BEFORE
                || kind > AROUND
                || methods.isEmpty()
                || request.limit < 0
                || request.ttlMillis < 0) {
            throw new ProtocolException(
                    "patch " + id + " of kind " + kind + ", " + methods.size() + " methods, limit " + request.limit);
        }
        return request;
    }
}
