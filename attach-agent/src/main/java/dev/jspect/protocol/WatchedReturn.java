// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.List;

/** A place where a watched method returns, and its local variables there. */
public final class WatchedReturn {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 12;

    /** Which of the places of the method's probe this is. */
    public final int index;
    /** Types of the variables, one behind the other, as in descriptors. */
    public final String types;
    /** Their names. */
    public final List<String> names;

    /** Each parameter as the field of its name. */
    public WatchedReturn(int index, String types, List<String> names) {
        this.index = index;
        this.types = types;
        this.names = names;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(index).writeString(types).writeStrings(names);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static WatchedReturn readFrom(BodyReader in) throws ProtocolException {
        return new WatchedReturn(in.readInt(), in.readText(), in.readStrings());
    }
}
