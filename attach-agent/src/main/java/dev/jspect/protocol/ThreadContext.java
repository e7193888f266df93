// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** What one thread carries with it. */
public final class ThreadContext {
    /** What it takes at least, in bytes. */
    static final int LEAST_LENGTH = 32;

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
    /** What it carries. */
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
        int count = in.readCount(CarriedValue.LEAST_LENGTH);
        List<CarriedValue> values = new ArrayList<CarriedValue>(count);
        for (int i = 0; i < count; i++) {
            values.add(CarriedValue.readFrom(in));
        }
        return new ThreadContext(id, name, virtual, daemon, interrupted, group, contextLoader, total, changing, values);
    }
}
