// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

/** Takes the stack of the thread that calls: what the native library does for {@link OwnStack}. */
public interface OwnStackSource {
    /**
     * Reads the caller's own stack, from the frame that has constructed a throwable. Each variable costs an operation of the VM.
     *
     * @param throwable the class {@code Throwable}
     * @param platformLoader as {@link FrameSource#take}
     * @param prefixes as {@link FrameSource#take}
     * @param settings as {@link FrameSource#take}
     * @return the parts of a {@link Cut}; null when there is no memory
     */
    Object[] takeOwn(
            Throwable thrown, Class<?> throwable, ClassLoader platformLoader, byte[][] prefixes, long[] settings);
}
