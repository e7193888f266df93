// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** Of which threads the stacks below Java are read, and how much of them. */
public final class StacksRequest {
    /** Most threads of one request. */
    public static final int MAX_THREADS = 64;
    /** Most bytes of one stack. */
    public static final int MAX_BYTES = 256 << 10;
    /** Longest that may be waited for them. */
    public static final int MAX_WAIT_MILLIS = 5_000;

    /** The operating system's numbers of the threads, as the target sees them. */
    public final List<Long> threads;
    /** Whether those are read that run: each is sent a signal. */
    public final boolean running;
    /** Whether those are read that wait. */
    public final boolean waiting;
    /** Most bytes of each stack, from its inner end on. */
    public final int bytes;
    /** For how long it is waited for a thread that does not get a processor. */
    public final int waitMillis;

    /** Each parameter as the field of its name. */
    public StacksRequest(List<Long> threads, boolean running, boolean waiting, int bytes, int waitMillis) {
        this.threads = threads;
        this.running = running;
        this.waiting = waiting;
        this.bytes = bytes;
        this.waitMillis = waitMillis;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(threads.size());
        for (long thread : threads) {
            out.writeLong(thread);
        }
        out.writeBoolean(running).writeBoolean(waiting).writeInt(bytes).writeInt(waitMillis);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static StacksRequest readFrom(BodyReader in) throws ProtocolException {
        int count = in.readCount(Long.BYTES);
        List<Long> threads = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            threads.add(in.readLong());
        }
        boolean running = in.readBoolean();
        boolean waiting = in.readBoolean();
        StacksRequest request = new StacksRequest(threads, running, waiting, in.readInt(), in.readInt());
        if (count > MAX_THREADS
                || request.bytes < 0
                || request.bytes > MAX_BYTES
                || request.waitMillis < 0
                || request.waitMillis > MAX_WAIT_MILLIS) {
            throw new ProtocolException("stacks of " + count + " threads, " + request.bytes + " bytes each, within "
                    + request.waitMillis + " ms");
        }
        return request;
    }
}
