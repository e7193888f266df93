// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** What a patch is, for whoever finds it later: in the words of who made it. */
public final class PatchOrigin {
    /** The method, as it was named to the user. */
    public final String method;
    /** The code, as it was typed. */
    public final String code;
    /** Who made it: a user and the id of the tool's process. */
    public final String by;

    /** Each parameter as the field of its name. */
    public PatchOrigin(String method, String code, String by) {
        this.method = method;
        this.code = code;
        this.by = by;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeString(method).writeString(code).writeString(by);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static PatchOrigin readFrom(BodyReader in) throws ProtocolException {
        return new PatchOrigin(in.readText(), in.readText(), in.readText());
    }
}
