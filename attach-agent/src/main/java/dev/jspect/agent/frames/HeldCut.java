// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

import dev.jspect.protocol.FramesCapture;
import java.util.List;

/** A capture of one thread, and the values that it describes. */
public final class HeldCut {
    /** What was captured. */
    public final FramesCapture capture;

    private final Object[][] values;
    private final ClassLoader[] loaders;

    /**
     * @param values by depth and by a variable's index in its method; primitives as their wrappers
     * @param loaders of the methods' classes; null for the boot loader
     */
    public HeldCut(FramesCapture capture, List<Object[]> values, List<ClassLoader> loaders) {
        this.capture = capture;
        this.values = values.toArray(new Object[0][]);
        this.loaders = loaders.toArray(new ClassLoader[0]);
    }

    /** Returns the values by depth and by a variable's index in its method; primitives as their wrappers. */
    public Object[][] values() {
        return values;
    }

    /** Returns the loaders of the methods' classes; null for the boot loader. */
    public ClassLoader[] loaders() {
        return loaders;
    }
}
