// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** What became of the calls of one watch. */
public final class CallCounts {
    /** Calls that fitted the condition, or without one, all; up to the last event that was wanted. */
    public final long seen;
    /** Events that were sent. */
    public final long sent;
    /** Calls that could not be told: the tool or the reader of the values was too slow, or there was no memory. */
    public final long lost;
    /** Calls that were passed over to keep within the time that a watch may take of the target. */
    public final long passedOver;
    /** Calls for which the condition threw. */
    public final long conditionFailed;
    /** What it threw first, or null. */
    public final String conditionThrew;
    /** Whether another agent has changed a class meanwhile: from then on calls may not have been seen. */
    public final boolean disturbed;

    /** Each parameter as the field of its name. */
    public CallCounts(
            long seen,
            long sent,
            long lost,
            long passedOver,
            long conditionFailed,
            String conditionThrew,
            boolean disturbed) {
        this.seen = seen;
        this.sent = sent;
        this.lost = lost;
        this.passedOver = passedOver;
        this.conditionFailed = conditionFailed;
        this.conditionThrew = conditionThrew;
        this.disturbed = disturbed;
    }

    /** Returns these with so many more that were lost. */
    public CallCounts withLost(long more) {
        return new CallCounts(seen, sent, lost + more, passedOver, conditionFailed, conditionThrew, disturbed);
    }

    /** Returns these with another number of calls. */
    public CallCounts withSeen(long calls) {
        return new CallCounts(calls, sent, lost, passedOver, conditionFailed, conditionThrew, disturbed);
    }

    /** Returns these and others, together. */
    public CallCounts plus(CallCounts more) {
        return new CallCounts(
                seen + more.seen,
                sent + more.sent,
                lost + more.lost,
                passedOver + more.passedOver,
                conditionFailed + more.conditionFailed,
                conditionThrew == null ? more.conditionThrew : conditionThrew,
                disturbed || more.disturbed);
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeLong(seen).writeLong(sent).writeLong(lost).writeLong(passedOver);
        out.writeLong(conditionFailed).writeString(conditionThrew).writeBoolean(disturbed);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static CallCounts readFrom(BodyReader in) throws ProtocolException {
        return new CallCounts(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readString(),
                in.readBoolean());
    }
}
