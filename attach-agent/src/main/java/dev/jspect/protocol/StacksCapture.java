// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** Stacks below Java. */
public final class StacksCapture {
    /** Threads that may still take the signal: the native library stays loaded for them. 0 but for a machine in a bad state. */
    public final int late;
    /** As they were asked for. */
    public final List<StackSample> samples;

    /** Each parameter as the field of its name. */
    public StacksCapture(int late, List<StackSample> samples) {
        this.late = late;
        this.samples = samples;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeInt(late).writeInt(samples.size());
        for (StackSample sample : samples) {
            sample.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static StacksCapture readFrom(BodyReader in) throws ProtocolException {
        int late = in.readInt();
        int count = in.readCount(StackSample.LEAST_LENGTH);
        List<StackSample> samples = new ArrayList<StackSample>(count);
        for (int i = 0; i < count; i++) {
            samples.add(StackSample.readFrom(in));
        }
        return new StacksCapture(late, samples);
    }
}
