// SPDX-License-Identifier: Apache-2.0
package dev.jspect.protocol;

/** A capture whose values the target keeps, so that snippets can use them: by a frame's depth and a variable's index. */
public final class HeldFrames {
    /** What was captured; the frames of its thread in their order, the innermost first. */
    public final FramesCapture capture;
    /** For each of its methods the {@link LoaderFacts#id} of its class's loader; 0 for the boot loader and our own. */
    public final int[] loaders;

    /** Each parameter as the field of its name. */
    public HeldFrames(FramesCapture capture, int[] loaders) {
        this.capture = capture;
        this.loaders = loaders;
    }

    /** Appends this to a body. */
    public void writeTo(BodyWriter out) {
        capture.writeTo(out);
        out.writeInt(loaders.length);
        for (int loader : loaders) {
            out.writeInt(loader);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static HeldFrames readFrom(BodyReader in) throws ProtocolException {
        FramesCapture capture = FramesCapture.readFrom(in);
        int[] loaders = new int[in.readCount(Integer.BYTES)];
        if (loaders.length != capture.methods.size()) {
            throw new ProtocolException("loaders of " + loaders.length + " methods of " + capture.methods.size());
        }
        for (int i = 0; i < loaders.length; i++) {
            loaders[i] = in.readInt();
        }
        return new HeldFrames(capture, loaders);
    }
}
