// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** What became of a patch. */
public final class PatchCounts {
    /** Calls that its code ran in. */
    public final long hits;
    /** Notes that could not be sent: the tool or the connection was too slow. */
    public final long lost;
    /** Calls for which the condition threw. */
    public final long conditionFailed;
    /** Why its code has failed, or null. */
    public final String failure;
    /** Whether another agent has changed a class meanwhile: from then on the patch may not have been there. */
    public final boolean disturbed;

    /** Each parameter as the field of its name. */
    public PatchCounts(long hits, long lost, long conditionFailed, String failure, boolean disturbed) {
        this.hits = hits;
        this.lost = lost;
        this.conditionFailed = conditionFailed;
        this.failure = failure;
        this.disturbed = disturbed;
    }

    /** Returns these with so many more that were lost. */
    public PatchCounts withLost(long more) {
        return new PatchCounts(hits, lost + more, conditionFailed, failure, disturbed);
    }

    /** Returns these and others, together. */
    public PatchCounts plus(PatchCounts more) {
        return new PatchCounts(
                hits + more.hits,
                lost + more.lost,
                conditionFailed + more.conditionFailed,
                failure == null ? more.failure : failure,
                disturbed || more.disturbed);
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeLong(hits)
                .writeLong(lost)
                .writeLong(conditionFailed)
                .writeString(failure)
                .writeBoolean(disturbed);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static PatchCounts readFrom(BodyReader in) throws ProtocolException {
        return new PatchCounts(in.readLong(), in.readLong(), in.readLong(), in.readString(), in.readBoolean());
    }
}
