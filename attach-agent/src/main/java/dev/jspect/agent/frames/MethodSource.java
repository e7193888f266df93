// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.frames;

/** Describes methods: what the native library does for {@link MethodCache}. */
public interface MethodSource {
    /**
     * Describes a method of a class.
     *
     * @param owner a linked class that declares it
     * @param platformLoader as {@link FrameSource#take}
     * @param prefixes as {@link FrameSource#take}
     * @return the parts of a {@link CutMethod}; null when there is none, or no memory
     */
    Object[] describe(Class<?> owner, String name, String descriptor, ClassLoader platformLoader, byte[][] prefixes);
}
