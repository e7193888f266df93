// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.frames.FrameSource;
import dev.jspect.agent.frames.MethodSource;
import dev.jspect.agent.frames.OwnStackSource;
import java.util.List;

/** Cuts by the native library, which {@link NativeLibrary} must have loaded. */
final class NativeFrames implements FrameSource, MethodSource, OwnStackSource {
    @Override
    public Object[] take(
            Thread[] attendants,
            ClassLoader platformLoader,
            Object[] virtualThreads,
            long[] ids,
            byte[][] prefixes,
            long[] live,
            long[] settings) {
        return takeCut(attendants, platformLoader, virtualThreads, ids, prefixes, live, settings);
    }

    @Override
    public List<?> virtualThreads(Class<?> virtualThread, long most, long[] total) {
        return (List<?>) findVirtualThreads(virtualThread, most, total);
    }

    @Override
    public Object[] describe(
            Class<?> owner, String name, String descriptor, ClassLoader platformLoader, byte[][] prefixes) {
        return describeMethod(owner, name, descriptor, platformLoader, prefixes);
    }

    @Override
    public Object[] takeOwn(
            Throwable thrown, Class<?> throwable, ClassLoader platformLoader, byte[][] prefixes, long[] settings) {
        return takeOwnStack(thrown, throwable, platformLoader, prefixes, settings);
    }

    private static native Object[] takeOwnStack(
            Throwable thrown, Class<?> throwable, Object platformLoader, byte[][] prefixes, long[] settings);

    private static native Object[] takeCut(
            Thread[] attendants,
            Object platformLoader,
            Object[] virtualThreads,
            long[] ids,
            byte[][] prefixes,
            long[] live,
            long[] settings);

    private static native Object[] describeMethod(
            Class<?> owner, String name, String descriptor, Object platformLoader, byte[][] prefixes);

    private static native Object findVirtualThreads(Class<?> virtualThread, long most, long[] total);
}
