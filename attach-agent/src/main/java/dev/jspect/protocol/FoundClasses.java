// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** The loaded classes of a name, one a loader; or what may have been meant. */
public final class FoundClasses {
    /** Those of that name. */
    public final List<FoundClass> classes;
    /** How many more have it. */
    public final int more;
    /** Names of other classes, when none has that name. */
    public final List<String> similar;

    /** Each parameter as the field of its name. */
    public FoundClasses(List<FoundClass> classes, int more, List<String> similar) {
        this.classes = classes;
        this.more = more;
        this.similar = similar;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(classes.size());
        for (FoundClass found : classes) {
            found.writeTo(out);
        }
        out.writeInt(more).writeStrings(similar);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static FoundClasses readFrom(BodyReader in) throws ProtocolException {
        int count = in.readCount(FoundClass.LEAST_LENGTH);
        List<FoundClass> classes = new ArrayList<FoundClass>(count);
        for (int i = 0; i < count; i++) {
            classes.add(FoundClass.readFrom(in));
        }
        return new FoundClasses(classes, in.readInt(), in.readStrings());
    }
}
