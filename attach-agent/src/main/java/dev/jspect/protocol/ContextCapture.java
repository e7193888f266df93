// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** What threads carry with them. */
public final class ContextCapture {
    /** How long it took to read, in nanoseconds; nothing stood still, but for the tasks. */
    public final long nanos;
    /** For how long threads stood still to have their tasks read, in nanoseconds; 0 when nobody asked for them. */
    public final long pausedNanos;
    /** Why the tasks could not be read by the usual means; null when they could, or nobody asked. */
    public final String tasksDenied;
    /** Threads that there are more: too many for one answer. */
    public final int leftOut;
    /** Threads that ended while they were read: nothing is told of them. */
    public final int ended;
    /** Values that were not searched for class loaders that are closed: there was no time for all. */
    public final int notSearched;
    /** The others. */
    public final List<ThreadContext> threads;

    /** Each parameter as the field of its name. */
    public ContextCapture(
            long nanos,
            long pausedNanos,
            String tasksDenied,
            int leftOut,
            int ended,
            int notSearched,
            List<ThreadContext> threads) {
        this.nanos = nanos;
        this.pausedNanos = pausedNanos;
        this.tasksDenied = tasksDenied;
        this.leftOut = leftOut;
        this.ended = ended;
        this.notSearched = notSearched;
        this.threads = threads;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeLong(nanos)
                .writeLong(pausedNanos)
                .writeString(tasksDenied)
                .writeInt(leftOut)
                .writeInt(ended)
                .writeInt(notSearched)
                .writeInt(threads.size());
        for (ThreadContext thread : threads) {
            thread.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ContextCapture readFrom(BodyReader in) throws ProtocolException {
        long nanos = in.readLong();
        long pausedNanos = in.readLong();
        String tasksDenied = in.readString();
        int leftOut = in.readInt();
        int ended = in.readInt();
        int notSearched = in.readInt();
        int count = in.readCount(ThreadContext.LEAST_LENGTH);
        List<ThreadContext> threads = new ArrayList<ThreadContext>(count);
        for (int i = 0; i < count; i++) {
            threads.add(ThreadContext.readFrom(in));
        }
        return new ContextCapture(nanos, pausedNanos, tasksDenied, leftOut, ended, notSearched, threads);
    }
}
