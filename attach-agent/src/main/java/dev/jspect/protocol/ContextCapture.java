// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** What threads carry with them. */
public final class ContextCapture {
    /** How long it took to read, in nanoseconds; nothing stood still. */
    public final long nanos;
    /** Virtual threads that there are more. */
    public final int virtualLeftOut;
    /** Threads that ended while they were read: nothing is told of them. */
    public final int ended;
    /** The others. */
    public final List<ThreadContext> threads;

    /** Each parameter as the field of its name. */
    public ContextCapture(long nanos, int virtualLeftOut, int ended, List<ThreadContext> threads) {
        this.nanos = nanos;
        this.virtualLeftOut = virtualLeftOut;
        this.ended = ended;
        this.threads = threads;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeLong(nanos).writeInt(virtualLeftOut).writeInt(ended).writeInt(threads.size());
        for (ThreadContext thread : threads) {
            thread.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ContextCapture readFrom(BodyReader in) throws ProtocolException {
        long nanos = in.readLong();
        int virtualLeftOut = in.readInt();
        int ended = in.readInt();
        int count = in.readCount(ThreadContext.LEAST_LENGTH);
        List<ThreadContext> threads = new ArrayList<ThreadContext>(count);
        for (int i = 0; i < count; i++) {
            threads.add(ThreadContext.readFrom(in));
        }
        return new ContextCapture(nanos, virtualLeftOut, ended, threads);
    }
}
