// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.heap;

/** Walks over the heap: what the native library does for {@link Instances}. */
public interface HeapWalk {
    /**
     * Counts objects, the target stopped meanwhile: also those that nobody refers to any more, but were not collected yet.
     *
     * @param classes whose objects, not those of subclasses
     * @param most how many objects to return
     * @param collectFirst whether garbage is collected before
     * @param numbers takes the time in nanoseconds, an error of JVMTI, and for each class how many objects and how many bytes
     * @return some of the objects, or null when there is no memory
     */
    Object[] walk(Class<?>[] classes, long most, boolean collectFirst, long[] numbers);
}
