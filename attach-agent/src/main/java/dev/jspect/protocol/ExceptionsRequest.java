// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.List;

/** Which exceptions are captured as they are constructed, and how much of them. */
public final class ExceptionsRequest {
    /** Most captures that may be asked for in a second, and most stacks that may be taken. */
    public static final int MAX_RATE = 1_000;

    /** Most captures that may be kept. */
    public static final int MAX_KEPT = 100;
    /** The static method of {@link #whereClass}: takes the exception, and returns a boolean. */
    public static final String WHERE = "jspectWhere";

    /** Names of classes, with {@code *} for any characters; null for all. */
    public final String glob;
    /** Whether local variables are captured. */
    public final boolean locals;
    /** Most frames of a stack. */
    public final int maxFrames;
    /** Whether the variables of all frames are captured, or those of the application only. */
    public final boolean allFrames;
    /** How names of the application's classes begin; none: whatever is not the JDK's. */
    public final List<String> applicationPrefixes;
    /** Captures a second; the others are counted. */
    public final int perSecond;
    /** Stacks taken a second, to choose from: not fewer than {@link #perSecond}. */
    public final int takenPerSecond;
    /** Whether only those are wanted that nobody catches, and a thread ends with. */
    public final boolean uncaughtOnly;
    /** A snippet's class, whose method {@link #WHERE} says which are wanted; null for all. */
    public final String whereClass;
    /** So many of the last captures are kept, with what they hold, for {@link Op#HOLD_EXCEPTION}. */
    public final int kept;
    /** Classes whose static fields hold objects that hold thread-locals; null where nobody asks what the throwing thread carries. */
    public final List<String> contextHolders;
    /** The bounds of the values of one capture. */
    public final ValueBounds bounds;

    /** Each parameter as the field of its name. */
    public ExceptionsRequest(
            String glob,
            boolean locals,
            int maxFrames,
            boolean allFrames,
            List<String> applicationPrefixes,
            int perSecond,
            int takenPerSecond,
            boolean uncaughtOnly,
            String whereClass,
            int kept,
            List<String> contextHolders,
            ValueBounds bounds) {
        this.glob = glob;
        this.locals = locals;
        this.maxFrames = maxFrames;
        this.allFrames = allFrames;
        this.applicationPrefixes = applicationPrefixes;
        this.perSecond = perSecond;
        this.takenPerSecond = takenPerSecond;
        this.uncaughtOnly = uncaughtOnly;
        this.whereClass = whereClass;
        this.kept = kept;
        this.contextHolders = contextHolders;
        this.bounds = bounds;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        out.writeString(glob).writeBoolean(locals).writeInt(maxFrames).writeBoolean(allFrames);
        out.writeStrings(applicationPrefixes).writeInt(perSecond).writeInt(takenPerSecond);
        out.writeBoolean(uncaughtOnly).writeString(whereClass).writeInt(kept);
        out.writeBoolean(contextHolders != null);
        if (contextHolders != null) {
            out.writeStrings(contextHolders);
        }
        bounds.writeTo(out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ExceptionsRequest readFrom(BodyReader in) throws ProtocolException {
        ExceptionsRequest request = new ExceptionsRequest(
                in.readString(),
                in.readBoolean(),
                in.readInt(),
                in.readBoolean(),
                in.readStrings(),
                in.readInt(),
                in.readInt(),
                in.readBoolean(),
                in.readString(),
                in.readInt(),
                in.readBoolean() ? in.readStrings() : null,
                ValueBounds.readFrom(in));
        boolean fits = request.maxFrames >= 1
                && request.maxFrames <= 1 << 16
                && request.perSecond >= 1
                && request.perSecond <= request.takenPerSecond
                && request.takenPerSecond <= MAX_RATE
                && request.kept >= 0
                && request.kept <= MAX_KEPT;
        if (!fits) {
            throw new ProtocolException("exceptions of " + request.maxFrames + " frames, " + request.perSecond + " of "
                    + request.takenPerSecond + " a second, " + request.kept + " kept");
        }
        return request;
    }
}
