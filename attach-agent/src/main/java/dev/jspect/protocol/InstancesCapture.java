// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** The objects of a class and its subclasses, as a walk over the heap found them. */
public final class InstancesCapture {
    /** Says whether a class of that name is loaded; if not, all else is empty. */
    public final boolean loaded;
    /** Names of loaded classes that may have been meant, where none has the name. */
    public final List<String> similar;
    /** For how long the target was stopped, in nanoseconds. */
    public final long pausedNanos;
    /** The classes that have objects. */
    public final List<ClassCount> counts;
    /** Some of the objects. */
    public final List<ValueTree> objects;

    /** Each parameter as the field of its name. */
    public InstancesCapture(
            boolean loaded, List<String> similar, long pausedNanos, List<ClassCount> counts, List<ValueTree> objects) {
        this.loaded = loaded;
        this.similar = similar;
        this.pausedNanos = pausedNanos;
        this.counts = counts;
        this.objects = objects;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeBoolean(loaded).writeStrings(similar).writeLong(pausedNanos).writeInt(counts.size());
        for (ClassCount count : counts) {
            count.writeTo(out);
        }
        out.writeInt(objects.size());
        for (ValueTree object : objects) {
            object.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static InstancesCapture readFrom(BodyReader in) throws ProtocolException {
        boolean loaded = in.readBoolean();
        List<String> similar = in.readStrings();
        long pausedNanos = in.readLong();
        int classes = in.readCount(ClassCount.LEAST_LENGTH);
        List<ClassCount> counts = new ArrayList<ClassCount>(classes);
        for (int i = 0; i < classes; i++) {
            counts.add(ClassCount.readFrom(in));
        }
        int count = in.readCount(Integer.BYTES);
        List<ValueTree> objects = new ArrayList<ValueTree>(count);
        for (int i = 0; i < count; i++) {
            objects.add(ValueTree.readFrom(in));
        }
        return new InstancesCapture(loaded, similar, pausedNanos, counts, objects);
    }
}
