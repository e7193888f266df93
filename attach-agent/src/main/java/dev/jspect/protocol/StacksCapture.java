// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** Stacks below Java. */
public final class StacksCapture {
    /** Threads that have not come to a processor to take the signal: no other is looked at until they have. */
    public final int late;
    /** What is where in the target's memory (proc_pid_maps(5)); null unless that was asked for, and could be read. */
    public final String map;
    /** As they were asked for. */
    public final List<StackSample> samples;

    /** Each parameter as the field of its name. */
    public StacksCapture(int late, String map, List<StackSample> samples) {
        this.late = late;
        this.map = map;
        this.samples = samples;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(late).writeString(map).writeInt(samples.size());
        for (StackSample sample : samples) {
            sample.writeTo(out);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param request whose reply it is
     */
    public static StacksCapture readFrom(BodyReader in, StacksRequest request) throws ProtocolException {
        int late = in.readInt();
        String map = in.readString();
        int count = in.readCount(StackSample.LEAST_LENGTH);
        if (count != request.threads.size() || late < 0) {
            throw new ProtocolException("stacks of " + count + " threads, not of " + request.threads.size());
        }
        List<StackSample> samples = new ArrayList<StackSample>(count);
        for (int i = 0; i < count; i++) {
            StackSample sample = StackSample.readFrom(in);
            if (sample.thread != request.threads.get(i)) {
                throw new ProtocolException("the stack of thread " + sample.thread + ", which nobody asked for");
            }
            samples.add(sample);
        }
        return new StacksCapture(late, map, samples);
    }
}
