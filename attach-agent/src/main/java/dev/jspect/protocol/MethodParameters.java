// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** The names of a method's parameters, as reflection has them. */
public final class MethodParameters {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 8;

    /** The method's name and descriptor, one behind the other. */
    public final String method;
    /** The names; null for one without. */
    public final List<String> names;
    /** Their modifiers, as in class files. */
    public final List<Integer> modifiers;

    /** Each parameter as the field of its name. */
    public MethodParameters(String method, List<String> names, List<Integer> modifiers) {
        this.method = method;
        this.names = names;
        this.modifiers = modifiers;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeString(method).writeInt(names.size());
        for (int i = 0; i < names.size(); i++) {
            out.writeString(names.get(i)).writeInt(modifiers.get(i));
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static MethodParameters readFrom(BodyReader in) throws ProtocolException {
        String method = in.readText();
        List<String> names = new ArrayList<String>();
        List<Integer> modifiers = new ArrayList<Integer>();
        for (int count = in.readCount(8); count > 0; count--) {
            names.add(in.readString());
            modifiers.add(in.readInt());
        }
        return new MethodParameters(method, names, modifiers);
    }
}
