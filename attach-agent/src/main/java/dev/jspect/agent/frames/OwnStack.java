// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.agent.modules.JavaRelease;
import java.util.List;

/** Stacks that threads take of themselves, by the native library: where there is no {@code LiveStackFrame}. Any thread. */
public final class OwnStack {
    /** For one stack. Each variable stops all threads for a moment, some tens of microseconds on a machine with time to spare. */
    private static final long BUDGET_NANOS = 50_000_000;

    private final OwnStackSource source;
    private final ClassLoader platformLoader = JavaRelease.platformLoader();
    private final byte[][] prefixes;
    private final long[] settings;

    /**
     * @param locals whether variables are read
     * @param allFrames of all frames, or of those of the application
     */
    public OwnStack(
            OwnStackSource source, List<String> applicationPrefixes, int most, boolean locals, boolean allFrames) {
        this.source = source;
        prefixes = FramesReader.prefixes(applicationPrefixes);
        settings = new long[] {most, allFrames ? 1 : 0, 0, BUDGET_NANOS, 0, locals ? 0 : 1};
    }

    /** Takes the calling thread's, from the frame that has constructed a throwable; null when there is no memory. */
    public Object[] take(Throwable thrown) {
        return source.takeOwn(thrown, Throwable.class, platformLoader, prefixes, settings);
    }

    /** Makes of what was taken a capture. */
    public static HeldCut read(Object[] taken, ValueSource values) {
        Cut cut = new Cut(taken, values, true);
        return cut.held(cut.capture(0));
    }
}
