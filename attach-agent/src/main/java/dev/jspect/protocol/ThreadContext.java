// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** What one thread carries with it. */
public final class ThreadContext {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 45;

    /** {@code Thread.getId}. */
    public final long id;
    /** The thread's name. */
    public final String name;
    /** Whether it is a virtual thread. */
    public final boolean virtual;
    /** Whether it is a daemon; virtual threads are. */
    public final boolean daemon;
    /** Whether it was interrupted and has not taken note yet. */
    public final boolean interrupted;
    /** The name of its group; null where it has none. */
    public final String group;
    /** Its context class loader, as {@code loaders} calls it; null for none. */
    public final String contextLoader;
    /** How many thread-locals it has in all, those that are not told, too. */
    public final int total;
    /** Whether its map changed while it was read, each time: entries may be missing, or be there twice. */
    public final boolean changing;
    /** Whether the JVM does not tell, at this moment, which scoped values are bound. */
    public final boolean scopedUnknown;
    /** What the values of all its thread-locals take by themselves, in bytes; 0 when nobody asked. */
    public final long shallowBytes;
    /** How many of its thread-locals are leaks, those that are not told, too; 0 when nobody asked. */
    public final int leaks;
    /** What it carries; where leaks are asked for, these alone. */
    public final List<CarriedValue> values;

    /** Each parameter as the field of its name. */
    public ThreadContext(
            long id,
            String name,
            boolean virtual,
            boolean daemon,
            boolean interrupted,
            String group,
            String contextLoader,
            int total,
            boolean changing,
            boolean scopedUnknown,
            long shallowBytes,
            int leaks,
            List<CarriedValue> values) {
        this.id = id;
        this.name = name;
        this.virtual = virtual;
        this.daemon = daemon;
        this.interrupted = interrupted;
        this.group = group;
        this.contextLoader = contextLoader;
        this.total = total;
        this.changing = changing;
        this.scopedUnknown = scopedUnknown;
        this.shallowBytes = shallowBytes;
        this.leaks = leaks;
        this.values = values;
    }

    void writeTo(BodyWriter out) {
        out.writeLong(id)
                .writeString(name)
                .writeBoolean(virtual)
                .writeBoolean(daemon)
                .writeBoolean(interrupted)
                .writeString(group)
                .writeString(contextLoader)
                .writeInt(total)
                .writeBoolean(changing)
                .writeBoolean(scopedUnknown)
                .writeLong(shallowBytes)
                .writeInt(leaks)
                .writeInt(values.size());
        for (CarriedValue value : values) {
            value.writeTo(out);
        }
    }

    static ThreadContext readFrom(BodyReader in) throws ProtocolException {
        long id = in.readLong();
        String name = in.readText();
        boolean virtual = in.readBoolean();
        boolean daemon = in.readBoolean();
        boolean interrupted = in.readBoolean();
        String group = in.readString();
        String contextLoader = in.readString();
        int total = in.readInt();
        boolean changing = in.readBoolean();
        boolean scopedUnknown = in.readBoolean();
        long shallowBytes = in.readLong();
        int leaks = in.readInt();
        int count = in.readCount(CarriedValue.LEAST_LENGTH);
        List<CarriedValue> values = new ArrayList<CarriedValue>(count);
        for (int i = 0; i < count; i++) {
            values.add(CarriedValue.readFrom(in));
        }
        return new ThreadContext(
                id,
                name,
                virtual,
                daemon,
                interrupted,
                group,
                contextLoader,
                total,
                changing,
                scopedUnknown,
                shallowBytes,
                leaks,
                values);
    }

    /** Returns the same thread with these values. */
    public ThreadContext with(List<CarriedValue> others) {
        return new ThreadContext(
                id,
                name,
                virtual,
                daemon,
                interrupted,
                group,
                contextLoader,
                total,
                changing,
                scopedUnknown,
                shallowBytes,
                leaks,
                others);
    }
}
