// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** How many exceptions there were while they were captured. */
public final class ExceptionCounts {
    /** Fitting ones: constructed, or where only those were wanted, not caught. */
    public final long seen;
    /** Captured, and sent. */
    public final long sent;
    /** To be captured, and lost: the tool or the reader of the values was too slow, or there was no memory. */
    public final long lost;
    /** Those that {@link ExceptionsRequest#WHERE} was asked about. */
    public final long asked;
    /** Those for which it threw. */
    public final long whereFailed;
    /** What it threw first, or null. */
    public final String whereThrew;

    /** Each parameter as the field of its name. */
    public ExceptionCounts(long seen, long sent, long lost, long asked, long whereFailed, String whereThrew) {
        this.seen = seen;
        this.sent = sent;
        this.lost = lost;
        this.asked = asked;
        this.whereFailed = whereFailed;
        this.whereThrew = whereThrew;
    }

    /** Returns these with so many more that were lost. */
    public ExceptionCounts withLost(long more) {
        return new ExceptionCounts(seen, sent, lost + more, asked, whereFailed, whereThrew);
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeLong(seen).writeLong(sent).writeLong(lost);
        out.writeLong(asked).writeLong(whereFailed).writeString(whereThrew);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ExceptionCounts readFrom(BodyReader in) throws ProtocolException {
        return new ExceptionCounts(
                in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readString());
    }
}
