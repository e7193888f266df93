// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** Which threads' context is read, and how much of it. */
public final class ContextRequest {
    /** The threads' ids; empty: all threads. */
    public final List<Long> threadIds;
    /** Most virtual threads that are looked at. */
    public final int maxVirtualThreads;
    /** Most entries that are told of one thread; the others are counted. */
    public final int maxEntries;
    /** Whether only leaks are told, and sizes: values whose key is gone, or that keep a class loader that is closed. */
    public final boolean leaks;
    /** Classes whose static fields hold objects that hold thread-locals themselves. */
    public final List<String> holders;
    /** The tasks of executors' threads that are wanted. */
    public final WantedTasks tasks;
    /** The bounds of all values together. */
    public final ValueBounds bounds;

    /** Each parameter as the field of its name. */
    public ContextRequest(
            List<Long> threadIds,
            int maxVirtualThreads,
            int maxEntries,
            boolean leaks,
            List<String> holders,
            WantedTasks tasks,
            ValueBounds bounds) {
        this.threadIds = threadIds;
        this.maxVirtualThreads = maxVirtualThreads;
        this.maxEntries = maxEntries;
        this.leaks = leaks;
        this.holders = holders;
        this.tasks = tasks;
        this.bounds = bounds;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(threadIds.size());
        for (long id : threadIds) {
            out.writeLong(id);
        }
        out.writeInt(maxVirtualThreads).writeInt(maxEntries).writeBoolean(leaks).writeStrings(holders);
        tasks.writeTo(out);
        bounds.writeTo(out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ContextRequest readFrom(BodyReader in) throws ProtocolException {
        int count = in.readCount(Long.BYTES);
        List<Long> threadIds = new ArrayList<Long>(count);
        for (int i = 0; i < count; i++) {
            threadIds.add(in.readLong());
        }
        int maxVirtualThreads = in.readInt();
        int maxEntries = in.readInt();
        boolean leaks = in.readBoolean();
        List<String> holders = in.readStrings();
        if (maxVirtualThreads < 0 || maxEntries < 0) {
            throw new ProtocolException(
                    "context of " + maxVirtualThreads + " virtual threads, " + maxEntries + " entries each");
        }
        return new ContextRequest(
                threadIds,
                maxVirtualThreads,
                maxEntries,
                leaks,
                holders,
                WantedTasks.readFrom(in),
                ValueBounds.readFrom(in));
    }
}
