// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** The stacks and local variables of many threads at one moment. */
public final class FramesCapture {
    /** Local variables were read, primitives too, of threads that stood still. */
    public static final int LOCALS = 0;
    /** Only references could be read. */
    public static final int REFERENCES = 1;

    /** {@link #LOCALS} or {@link #REFERENCES}. */
    public final int how;
    /** Why only references could be read, or null. */
    public final String reason;
    /** For how long threads were suspended, or the VM stopped, in nanoseconds. */
    public final long pausedNanos;
    /** Says whether the watchdog had to resume the threads. */
    public final boolean watchdogFired;
    /** How many virtual threads there were beyond the limit. */
    public final int virtualThreadsLeftOut;
    /** The methods that the frames speak of, by index. */
    public final List<MethodFacts> methods;
    /** The threads. */
    public final List<ThreadCapture> threads;

    /** Each parameter as the field of its name. */
    public FramesCapture(
            int how,
            String reason,
            long pausedNanos,
            boolean watchdogFired,
            int virtualThreadsLeftOut,
            List<MethodFacts> methods,
            List<ThreadCapture> threads) {
        this.how = how;
        this.reason = reason;
        this.pausedNanos = pausedNanos;
        this.watchdogFired = watchdogFired;
        this.virtualThreadsLeftOut = virtualThreadsLeftOut;
        this.methods = methods;
        this.threads = threads;
    }

    /** Returns the depth of a thread's innermost frame of the application; 0 where there is none. */
    public int innermostOfApplication(ThreadCapture thread) {
        for (int depth = 0; depth < thread.frames.size(); depth++) {
            if (methods.get(thread.frames.get(depth).method).origin == MethodFacts.APPLICATION) {
                return depth;
            }
        }
        return 0;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(how).writeString(reason).writeLong(pausedNanos).writeBoolean(watchdogFired);
        out.writeInt(virtualThreadsLeftOut).writeInt(methods.size());
        for (MethodFacts method : methods) {
            method.writeTo(out);
        }
        out.writeInt(threads.size());
        for (ThreadCapture thread : threads) {
            thread.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static FramesCapture readFrom(BodyReader in) throws ProtocolException {
        int how = in.readInt();
        if (how != LOCALS && how != REFERENCES) {
            throw new ProtocolException("locals read in way " + how);
        }
        String reason = in.readString();
        long pausedNanos = in.readLong();
        boolean watchdogFired = in.readBoolean();
        int virtualThreadsLeftOut = in.readInt();
        int methodCount = in.readCount(Integer.BYTES);
        List<MethodFacts> methods = new ArrayList<MethodFacts>(methodCount);
        for (int i = 0; i < methodCount; i++) {
            methods.add(MethodFacts.readFrom(in));
        }
        int threadCount = in.readCount(Integer.BYTES);
        List<ThreadCapture> threads = new ArrayList<ThreadCapture>(threadCount);
        for (int i = 0; i < threadCount; i++) {
            threads.add(ThreadCapture.readFrom(in, methods));
        }
        return new FramesCapture(how, reason, pausedNanos, watchdogFired, virtualThreadsLeftOut, methods, threads);
    }
}
