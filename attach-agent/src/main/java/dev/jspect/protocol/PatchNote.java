// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** What a patch has to say. */
public final class PatchNote {
    /** Its code has called {@code log}. */
    public static final int LOG = 1;
    /** Its code has failed; the method is as before. */
    public static final int FAILED = 2;
    /** It has run so often as it was to; the method is as before. */
    public static final int LIMIT = 3;
    /** Somebody else has ended it; the method is as before. */
    public static final int ENDED = 4;

    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 32;

    /** {@link PatchRequest#id}. */
    public final int patch;
    /** One of the constants. */
    public final int kind;
    /** When, in milliseconds since 1970. */
    public final long atMillis;
    /** {@code Thread.getId} of the thread that ran the code. */
    public final long threadId;
    /** {@code Thread.getName}. */
    public final String threadName;
    /** What was logged, or why the code has failed; empty for {@link #LIMIT} and {@link #ENDED}. */
    public final String text;

    /** Each parameter as the field of its name. */
    public PatchNote(int patch, int kind, long atMillis, long threadId, String threadName, String text) {
        this.patch = patch;
        this.kind = kind;
        this.atMillis = atMillis;
        this.threadId = threadId;
        this.threadName = threadName;
        this.text = text;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(patch).writeInt(kind).writeLong(atMillis).writeLong(threadId);
        out.writeString(threadName).writeString(text);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static PatchNote readFrom(BodyReader in) throws ProtocolException {
        return new PatchNote(in.readInt(), in.readInt(), in.readLong(), in.readLong(), in.readText(), in.readText());
    }
}
