// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** One thread of a {@link FramesCapture}. */
public final class ThreadCapture {
    /** {@link #frameCount} of a thread whose stack there was no time to read. */
    public static final int NOT_READ = -1;

    /** Its id, as {@code Thread.getId} gives it. */
    public final long id;
    /** Its name. */
    public final String name;
    /** Says whether it is a virtual thread. */
    public final boolean virtual;
    /** Its state by JVMTI GetThreadState; what its suspension adds must be left aside. */
    public final int state;
    /** What it is parked for, or null. */
    public final ValueTree blocker;
    /** How deep its stack is, perhaps deeper than {@link #frames}; {@link #NOT_READ}. */
    public final int frameCount;
    /** Innermost first. */
    public final List<FrameCapture> frames;

    /** Each parameter as the field of its name. */
    public ThreadCapture(
            long id,
            String name,
            boolean virtual,
            int state,
            ValueTree blocker,
            int frameCount,
            List<FrameCapture> frames) {
        this.id = id;
        this.name = name;
        this.virtual = virtual;
        this.state = state;
        this.blocker = blocker;
        this.frameCount = frameCount;
        this.frames = frames;
    }

    void writeTo(BodyWriter out) {
        out.writeLong(id).writeString(name).writeBoolean(virtual).writeInt(state);
        out.writeBoolean(blocker != null);
        if (blocker != null) {
            blocker.writeTo(out);
        }
        out.writeInt(frameCount).writeInt(frames.size());
        for (FrameCapture frame : frames) {
            frame.writeTo(out);
        }
    }

    static ThreadCapture readFrom(BodyReader in, List<MethodFacts> methods) throws ProtocolException {
        long id = in.readLong();
        String name = in.readText();
        boolean virtual = in.readBoolean();
        int state = in.readInt();
        ValueTree blocker = in.readBoolean() ? ValueTree.readFrom(in) : null;
        int frameCount = in.readInt();
        int count = in.readCount(Integer.BYTES);
        List<FrameCapture> frames = new ArrayList<FrameCapture>(count);
        for (int i = 0; i < count; i++) {
            frames.add(FrameCapture.readFrom(in, methods));
        }
        return new ThreadCapture(id, name, virtual, state, blocker, frameCount, frames);
    }
}
