// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** Which stacks and local variables are wanted, and how long the target may be stopped for them. */
public final class FramesRequest {
    /** The longest pause that may be asked for, in milliseconds. */
    public static final int MAX_PAUSE_MILLIS = 60_000;

    /** Ids of the threads; empty for all. */
    public final List<Long> threadIds;
    /** Most frames of one thread, the innermost ones. */
    public final int maxFrames;
    /** Most virtual threads. */
    public final int maxVirtualThreads;
    /** Read the variables of all frames, not only of the application's and of what it called. */
    public final boolean allFrames;
    /** Read references only, by documented means. */
    public final boolean documentedOnly;
    /** How names of the application's classes begin, {@code com.shop}; empty: those of its class loaders. */
    public final List<String> applicationPrefixes;
    /** After so many milliseconds of pause no further variable is read. */
    public final int pauseMillis;
    /** Stop nothing and read no variables: stacks only, each thread's at a moment of its own. */
    public final boolean stacksOnly;
    /**
     * Which variables are live, as far as is known: a {@link MethodFacts#id}, an index into its bytecode, and a number in
     * which the bit n stands for variable n, in turn. Others of those methods are not asked for.
     */
    public final long[] live;
    /** How much of the values. */
    public final ValueBounds bounds;

    /** Each parameter as the field of its name. */
    public FramesRequest(
            List<Long> threadIds,
            int maxFrames,
            int maxVirtualThreads,
            boolean allFrames,
            boolean documentedOnly,
            List<String> applicationPrefixes,
            int pauseMillis,
            boolean stacksOnly,
            long[] live,
            ValueBounds bounds) {
        this.threadIds = threadIds;
        this.maxFrames = maxFrames;
        this.maxVirtualThreads = maxVirtualThreads;
        this.allFrames = allFrames;
        this.documentedOnly = documentedOnly;
        this.applicationPrefixes = applicationPrefixes;
        this.pauseMillis = pauseMillis;
        this.stacksOnly = stacksOnly;
        this.live = live;
        this.bounds = bounds;
    }

    /** Appends this request to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(threadIds.size());
        for (Long id : threadIds) {
            out.writeLong(id);
        }
        out.writeInt(maxFrames).writeInt(maxVirtualThreads);
        out.writeBoolean(allFrames).writeBoolean(documentedOnly);
        out.writeStrings(applicationPrefixes).writeInt(pauseMillis);
        out.writeBoolean(stacksOnly).writeInt(live.length);
        for (long number : live) {
            out.writeLong(number);
        }
        bounds.writeTo(out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static FramesRequest readFrom(BodyReader in) throws ProtocolException {
        int count = in.readCount(Long.BYTES);
        List<Long> threadIds = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            threadIds.add(in.readLong());
        }
        int maxFrames = in.readInt();
        int maxVirtualThreads = in.readInt();
        boolean allFrames = in.readBoolean();
        boolean documentedOnly = in.readBoolean();
        List<String> prefixes = in.readStrings();
        int pauseMillis = in.readInt();
        if (maxFrames < 1 || maxFrames > 1 << 16 || maxVirtualThreads < 0) {
            throw new ProtocolException("limits of " + maxFrames + " frames, " + maxVirtualThreads + " threads");
        }
        if (pauseMillis < 0 || pauseMillis > MAX_PAUSE_MILLIS) {
            throw new ProtocolException("a pause of " + pauseMillis + " ms");
        }
        boolean stacksOnly = in.readBoolean();
        long[] live = new long[in.readCount(Long.BYTES)];
        for (int i = 0; i < live.length; i++) {
            live[i] = in.readLong();
        }
        return new FramesRequest(
                threadIds,
                maxFrames,
                maxVirtualThreads,
                allFrames,
                documentedOnly,
                prefixes,
                pauseMillis,
                stacksOnly,
                live,
                ValueBounds.readFrom(in));
    }
}
