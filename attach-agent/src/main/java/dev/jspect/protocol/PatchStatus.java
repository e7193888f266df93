// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * How a patch fares. One session asks another for it, and the other's jspect may be of another version: a number in front tells, and who does not
 * know that number reads no further.
 */
public final class PatchStatus {
    /** Its code runs. */
    public static final int RUNNING = 0;
    /** Its code has failed. */
    public static final int FAILED = PatchNote.FAILED;
    /** It has run as often as it was to. */
    public static final int LIMIT = PatchNote.LIMIT;
    /** Somebody else has ended it. */
    public static final int ENDED = PatchNote.ENDED;
    /** Its time is over. */
    public static final int TTL = 5;

    private static final int VERSION = 1;

    /** Names it within the target: the first of its probes' numbers. */
    public final int number;
    /** One of {@link PatchRequest}'s. */
    public final int kind;
    /** What it is. */
    public final PatchOrigin origin;
    /** Whether it goes on without the jspect that made it. */
    public final boolean detached;
    /** When it began, in milliseconds since 1970. */
    public final long sinceMillis;
    /** In how many milliseconds it ends by itself; -1: it does not. */
    public final long leftMillis;
    /** After how many calls it ends by itself; 0: it does not. */
    public final long limit;
    /** One of the constants. */
    public final int state;
    /** What has become of it so far. */
    public final PatchCounts counts;
    /** What its code has logged last since nobody listens, the oldest first. */
    public final List<PatchNote> last;

    /** Each parameter as the field of its name. */
    public PatchStatus(
            int number,
            int kind,
            PatchOrigin origin,
            boolean detached,
            long sinceMillis,
            long leftMillis,
            long limit,
            int state,
            PatchCounts counts,
            List<PatchNote> last) {
        this.number = number;
        this.kind = kind;
        this.origin = origin;
        this.detached = detached;
        this.sinceMillis = sinceMillis;
        this.leftMillis = leftMillis;
        this.limit = limit;
        this.state = state;
        this.counts = counts;
        this.last = last;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(VERSION).writeInt(number).writeInt(kind);
        origin.writeTo(out);
        out.writeBoolean(detached).writeLong(sinceMillis).writeLong(leftMillis).writeLong(limit);
        out.writeInt(state);
        counts.writeTo(out);
        out.writeInt(last.size());
        for (PatchNote note : last) {
            note.writeTo(out);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws ProtocolException also when another version wrote it
     */
    public static PatchStatus readFrom(BodyReader in) throws ProtocolException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new ProtocolException("patch of another version of jspect (" + version + ")");
        }
        int number = in.readInt();
        int kind = in.readInt();
        PatchOrigin origin = PatchOrigin.readFrom(in);
        boolean detached = in.readBoolean();
        long since = in.readLong();
        long left = in.readLong();
        long limit = in.readLong();
        int state = in.readInt();
        PatchCounts counts = PatchCounts.readFrom(in);
        List<PatchNote> last = new ArrayList<PatchNote>();
        for (int count = in.readCount(PatchNote.LEAST_LENGTH); count > 0; count--) {
            last.add(PatchNote.readFrom(in));
        }
        return new PatchStatus(number, kind, origin, detached, since, left, limit, state, counts, last);
    }
}
