// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.HardStop;
import dev.jspect.agent.eval.TrustedLookup;
import dev.jspect.protocol.ProtocolException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Paths;

/** The native library: what only JVMTI can do. It is unloaded together with this class's loader. */
final class NativeLibrary implements HardStop {
    private static volatile boolean loaded;

    /**
     * Loads the library, once a session.
     *
     * @param path where the tool put it, in a directory that only this user and root may enter
     * @param sha256 its hash, in hexadecimal digits: nothing else is loaded
     */
    static void load(String path, String sha256) throws IOException, ReflectiveOperationException {
        if (!Doorway.sha256(Files.readAllBytes(Paths.get(path))).equals(sha256)) {
            throw new ProtocolException(path + " is not the library that was announced");
        }
        allowNativeAccess();
        System.load(path);
        loaded = true;
    }

    /** JDK 24 and later warn on the target's stderr unless the module may use native code (JEP 472). */
    private static void allowNativeAccess() {
        MethodHandles.Lookup trusted = TrustedLookup.get();
        if (trusted == null) {
            return;
        }
        try {
            Object module = Class.class.getMethod("getModule").invoke(NativeLibrary.class);
            Class<?> type = Class.forName("java.lang.Module");
            trusted.findVirtual(type, "implAddEnableNativeAccess", MethodType.methodType(type))
                    .invoke(module);
        } catch (Throwable e) {
            // Not there before JDK 22: then nothing needs to be allowed. MethodHandle.invoke declares Throwable.
            return;
        }
    }

    /** Says whether {@link #load} has done its work. */
    static boolean isLoaded() {
        return loaded;
    }

    @Override
    public int throwInto(Thread thread, Throwable thrown) {
        return stopThread(thread, thrown);
    }

    /** JVMTI StopThread. Returns 0, or the JVMTI error's number. */
    private static native int stopThread(Thread thread, Throwable thrown);
}
