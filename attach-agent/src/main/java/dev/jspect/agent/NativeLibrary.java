// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.HardStop;
import dev.jspect.agent.eval.TrustedLookup;
import dev.jspect.agent.modules.JavaRelease;
import dev.jspect.protocol.ProtocolException;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;

/** The native library: what only JVMTI can do. It is unloaded together with this class's loader. */
final class NativeLibrary implements HardStop {
    static final int HEAP = 0;
    static final int CONTEXT = 1;
    static final int STACKS = 2;

    private static volatile boolean loaded;

    /**
     * Loads the library, once a session.
     *
     * @param path where the tool put it, in a directory that only this user and root may enter
     * @param library what the file has in it: nothing else is loaded. Its hash would do, too, but to make one of it takes a JVM that has not
     *     warmed up for it longer than all else here.
     */
    static void load(String path, byte[] library, Instrumentation instrumentation)
            throws IOException, ReflectiveOperationException {
        if (!Arrays.equals(Files.readAllBytes(Paths.get(path)), library)) {
            throw new ProtocolException(path + " is not the library that was announced");
        }
        if (JavaRelease.restrictsNativeAccess()) {
            TrustedLookup.obtain(instrumentation);
            loadUnwarned(path, TrustedLookup.get());
        } else {
            System.load(path);
        }
        loaded = true;
    }

    /**
     * Does what {@code System.load} does when it has warned on the target's stderr (JEP 472), and has marked all unnamed modules, the application's
     * too, as such that need no warning any more.
     */
    private static void loadUnwarned(String path, MethodHandles.Lookup trusted) throws ReflectiveOperationException {
        MethodHandle load = trusted.findVirtual(
                Runtime.class, "load0", MethodType.methodType(void.class, Class.class, String.class));
        try {
            load.invokeExact(Runtime.getRuntime(), NativeLibrary.class, path);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new InvocationTargetException(e);
        }
    }

    /** Says whether {@link #load} has done its work. */
    static boolean isLoaded() {
        return loaded;
    }

    /**
     * Gives native methods to a class that has come after the library.
     *
     * @param methods whose: {@link #HEAP}, {@link #CONTEXT} or {@link #STACKS}
     */
    static native void give(Class<?> type, int methods);

    @Override
    public int throwInto(Thread thread, Throwable thrown) {
        return stopThread(thread, thrown);
    }

    /** JVMTI StopThread. Returns 0, or the JVMTI error's number. */
    private static native int stopThread(Thread thread, Throwable thrown);
}
