// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** A method that is changed, in one loader. */
public final class PatchedMethod {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = WatchedMethod.LEAST_LENGTH + 8;

    /** {@link FoundClass#id} of its class. */
    public final int classId;
    /** Which method it is, its probe, and the condition on its calls. */
    public final WatchedMethod method;
    /** What runs, as {@link Op#RETAIN_CODE} has named it. */
    public final int code;

    /** Each parameter as the field of its name. */
    public PatchedMethod(int classId, WatchedMethod method, int code) {
        this.classId = classId;
        this.method = method;
        this.code = code;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(classId);
        method.writeTo(out);
        out.writeInt(code);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static PatchedMethod readFrom(BodyReader in) throws ProtocolException {
        return new PatchedMethod(in.readInt(), WatchedMethod.readFrom(in), in.readInt());
    }
}
