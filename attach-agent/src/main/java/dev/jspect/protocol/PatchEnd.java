// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** A patch that somebody else has ended, and what the classes are again. */
public final class PatchEnd {
    /** How it has fared. */
    public final PatchStatus status;
    /** The classes that were changed for it; none where its own jspect has to put them back. */
    public final List<Restored> classes;

    /** A class before and after. */
    public static final class Restored {
        static final int LEAST_LENGTH = 12;

        /** Its name. */
        public final String name;
        /** Its class file before the patch. */
        public final byte[] before;
        /** Its class file now; null where it cannot be had. */
        public final byte[] now;

        /** Each parameter as the field of its name. */
        public Restored(String name, byte[] before, byte[] now) {
            this.name = name;
            this.before = before;
            this.now = now;
        }
    }

    /** Each parameter as the field of its name. */
    public PatchEnd(PatchStatus status, List<Restored> classes) {
        this.status = status;
        this.classes = classes;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        status.writeTo(out);
        out.writeInt(classes.size());
        for (Restored one : classes) {
            out.writeString(one.name).writeBytes(one.before).writeBytes(one.now);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static PatchEnd readFrom(BodyReader in) throws ProtocolException {
        PatchStatus status = PatchStatus.readFrom(in);
        List<Restored> classes = new ArrayList<Restored>();
        for (int count = in.readCount(Restored.LEAST_LENGTH); count > 0; count--) {
            String name = in.readText();
            byte[] before = in.readBytes();
            if (before == null) {
                throw new ProtocolException("no class file of " + name);
            }
            classes.add(new Restored(name, before, in.readBytes()));
        }
        return new PatchEnd(status, classes);
    }
}
