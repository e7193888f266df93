// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.heap.HeapWalk;

/** Walks by the native library, which {@link NativeLibrary} must have loaded. */
final class NativeHeap implements HeapWalk {
    static {
        NativeLibrary.give(NativeHeap.class, NativeLibrary.HEAP);
    }

    @Override
    public Object[] walk(Class<?>[] classes, long most, boolean collectFirst, long[] numbers) {
        return walkHeap(classes, most, collectFirst, numbers);
    }

    private static native Object[] walkHeap(Class<?>[] classes, long most, boolean collectFirst, long[] numbers);
}
