// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** Of which threads the stacks below Java are read, and how much of them. */
public final class StacksRequest {
    /** Most threads of one request. */
    public static final int MAX_THREADS = 64;
    /** Most bytes of all their stacks. */
    public static final int MAX_BYTES = 4 << 20;
    /** Longest that may be waited for them. */
    public static final int MAX_WAIT_MILLIS = 5_000;

    /** The operating system's numbers of the threads, as the target sees them. */
    public final List<Long> threads;
    /** Whether those are read that run, and each is sent a signal; else those that wait. */
    public final boolean running;
    /** Whether the map of the target's memory is wanted, too. */
    public final boolean map;
    /** Most bytes of each stack, from its inner end on. */
    public final int bytes;
    /** For how long it is waited for a thread that does not get a processor. */
    public final int waitMillis;

    /** Each parameter as the field of its name. */
    public StacksRequest(List<Long> threads, boolean running, boolean map, int bytes, int waitMillis) {
        this.threads = threads;
        this.running = running;
        this.map = map;
        this.bytes = bytes;
        this.waitMillis = waitMillis;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(threads.size());
        for (long thread : threads) {
            out.writeLong(thread);
        }
        out.writeBoolean(running).writeBoolean(map).writeInt(bytes).writeInt(waitMillis);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static StacksRequest readFrom(BodyReader in) throws ProtocolException {
        int count = in.readCount(Long.BYTES);
        if (count > MAX_THREADS) {
            throw new ProtocolException("stacks of " + count + " threads");
        }
        List<Long> threads = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            threads.add(in.readLong());
        }
        boolean running = in.readBoolean();
        boolean map = in.readBoolean();
        StacksRequest request = new StacksRequest(threads, running, map, in.readInt(), in.readInt());
        if (request.bytes < 0
                || (long) request.bytes * count > MAX_BYTES
                || request.waitMillis < 0
                || request.waitMillis > MAX_WAIT_MILLIS) {
            throw new ProtocolException("stacks of " + count + " threads, " + request.bytes + " bytes each, within "
                    + request.waitMillis + " ms");
        }
        return request;
    }
}
