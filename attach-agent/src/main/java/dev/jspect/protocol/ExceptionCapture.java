// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** An exception as it was constructed, with the stack at that moment. */
public final class ExceptionCapture {
    /** Names it within a session, from 1; see {@link Op#HOLD_EXCEPTION}. */
    public final long id;
    /** When, in milliseconds since 1970. */
    public final long atMillis;
    /** How many fitting exceptions had been constructed by then, this one included. */
    public final long seen;
    /** Whether nobody has caught it: its thread ended with it, or its executor's worker. */
    public final boolean uncaught;
    /** The name of the thread that has constructed an uncaught one, where another thread has ended with it; else null. */
    public final String constructedIn;
    /** The exception, its cause, that one's cause, and so on; suppressed ones behind the one that carries them. */
    public final List<ThrownPart> parts;
    /** One thread, with the frames that constructed it left out. */
    public final FramesCapture frames;
    /** Of {@link #contextOf}: nobody asked. */
    public static final int NOT_ASKED = 0;
    /** It is what the thread carried when the exception was constructed. */
    public static final int OF_CONSTRUCTION = 1;
    /** It is what the thread carried at its end, of an uncaught one: where it was not taken along earlier. */
    public static final int OF_END = 2;
    /** There was no memory, or no stack left, to take it along. */
    public static final int NOT_TAKEN = 3;

    /** What the thread carried; null with {@link #NOT_ASKED} and {@link #NOT_TAKEN}. */
    public final ThreadContext context;
    /** Of which moment that is: one of the constants above. */
    public final int contextOf;

    /** Each parameter as the field of its name. */
    public ExceptionCapture(
            long id,
            long atMillis,
            long seen,
            boolean uncaught,
            String constructedIn,
            List<ThrownPart> parts,
            FramesCapture frames,
            ThreadContext context,
            int contextOf) {
        this.id = id;
        this.atMillis = atMillis;
        this.seen = seen;
        this.uncaught = uncaught;
        this.constructedIn = constructedIn;
        this.parts = parts;
        this.frames = frames;
        this.context = context;
        this.contextOf = contextOf;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeLong(id).writeLong(atMillis).writeLong(seen);
        out.writeBoolean(uncaught).writeString(constructedIn).writeInt(parts.size());
        for (ThrownPart part : parts) {
            part.writeTo(out);
        }
        frames.writeTo(out);
        out.writeBoolean(context != null);
        if (context != null) {
            context.writeTo(out);
        }
        out.writeInt(contextOf);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ExceptionCapture readFrom(BodyReader in) throws ProtocolException {
        long id = in.readLong();
        long atMillis = in.readLong();
        long seen = in.readLong();
        boolean uncaught = in.readBoolean();
        String constructedIn = in.readString();
        int count = in.readCount(ThrownPart.LEAST_LENGTH);
        List<ThrownPart> parts = new ArrayList<ThrownPart>(count);
        for (int i = 0; i < count; i++) {
            parts.add(ThrownPart.readFrom(in));
        }
        FramesCapture frames = FramesCapture.readFrom(in);
        ThreadContext context = in.readBoolean() ? ThreadContext.readFrom(in) : null;
        int contextOf = in.readInt();
        if (contextOf < NOT_ASKED
                || contextOf > NOT_TAKEN
                || (context == null) == (contextOf == OF_CONSTRUCTION || contextOf == OF_END)) {
            throw new ProtocolException("a context of " + contextOf);
        }
        if (parts.isEmpty() || frames.threads.size() != 1) {
            throw new ProtocolException(
                    "an exception of " + parts.size() + " parts, in " + frames.threads.size() + " threads");
        }
        return new ExceptionCapture(id, atMillis, seen, uncaught, constructedIn, parts, frames, context, contextOf);
    }
}
