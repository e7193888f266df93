// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.rewriting.RunningClasses;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * Changes classes by JVMTI as soon as {@link NativeLibrary} is loaded. {@link Instrumentation} does the same, but ends the JVM where there is no
 * memory for the error that it wants to throw: {@code libinstrument} then throws {@code NULL}, in all of JDK 8 to 25.
 */
final class NativeClasses implements RunningClasses {
    private final Instrumentation instrumentation;

    NativeClasses(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public int retransform(Class<?> type) {
        return NativeLibrary.isLoaded() ? retransformClass(type) : byInstrumentation(type);
    }

    @Override
    public int redefine(Class<?> type, byte[] classFile) {
        return NativeLibrary.isLoaded() ? redefineClass(type, classFile) : NOT_AVAILABLE;
    }

    private int byInstrumentation(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
            return NO_ERROR;
        } catch (UnmodifiableClassException e) {
            return UNMODIFIABLE_CLASS;
        } catch (LinkageError e) {
            return INVALID_CLASS_FORMAT;
        }
    }

    private static native int retransformClass(Class<?> type);

    private static native int redefineClass(Class<?> type, byte[] classFile);
}
