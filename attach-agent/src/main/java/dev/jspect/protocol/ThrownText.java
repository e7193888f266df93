// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

import java.util.ArrayList;
import java.util.List;

/** An exception that a snippet's code threw, with its causes. */
public final class ThrownText {
    /** Most causes that travel. */
    public static final int MAX_CAUSES = 20;
    /** Most frames of one exception that travel. */
    public static final int MAX_FRAMES = 1024;

    /** Says that {@link #unresolvedSnippet} does not apply. */
    public static final int RESOLVED = -1;

    /** The exception's class. */
    public final String className;
    /** Its message, perhaps cut, or null. */
    public final String message;
    /** The id of the snippet that uses what is not defined yet, as JShell gave it; else {@link #RESOLVED}. */
    public final int unresolvedSnippet;
    /** Its stack, innermost frame first, at most {@link #MAX_FRAMES}. */
    public final List<StackTraceElement> frames;
    /** How many frames there were in all. */
    public final int frameCount;
    /** What caused it, or null. */
    public final ThrownText cause;

    /** Each parameter as the field of its name. */
    public ThrownText(
            String className,
            String message,
            int unresolvedSnippet,
            List<StackTraceElement> frames,
            int frameCount,
            ThrownText cause) {
        this.className = className;
        this.message = message;
        this.unresolvedSnippet = unresolvedSnippet;
        this.frames = frames;
        this.frameCount = frameCount;
        this.cause = cause;
    }

    /** Appends this exception to a body. */
    public void writeTo(BodyWriter out) {
        out.writeString(className)
                .writeString(message)
                .writeInt(unresolvedSnippet)
                .writeInt(frameCount);
        out.writeInt(frames.size());
        for (StackTraceElement frame : frames) {
            out.writeString(frame.getClassName()).writeString(frame.getMethodName());
            out.writeString(frame.getFileName()).writeInt(frame.getLineNumber());
        }
        out.writeBoolean(cause != null);
        if (cause != null) {
            cause.writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static ThrownText readFrom(BodyReader in) throws ProtocolException {
        return readFrom(in, 0);
    }

    private static ThrownText readFrom(BodyReader in, int depth) throws ProtocolException {
        if (depth > MAX_CAUSES) {
            throw new ProtocolException("more than " + MAX_CAUSES + " causes");
        }
        String className = in.readText();
        String message = in.readString();
        int unresolvedSnippet = in.readInt();
        int frameCount = in.readInt();
        int count = in.readCount(16);
        List<StackTraceElement> frames = new ArrayList<StackTraceElement>(count);
        for (int i = 0; i < count; i++) {
            frames.add(new StackTraceElement(in.readText(), in.readText(), in.readString(), in.readInt()));
        }
        ThrownText cause = in.readBoolean() ? readFrom(in, depth + 1) : null;
        return new ThrownText(className, message, unresolvedSnippet, frames, frameCount, cause);
    }
}
