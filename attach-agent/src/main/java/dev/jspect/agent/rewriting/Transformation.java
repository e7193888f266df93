// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.rewriting;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.locks.LockSupport;

/** A transformer of one class, that does nothing any more once it is ended, whether it could be removed or not. */
abstract class Transformation implements ClassFileTransformer {
    private static final int ATTEMPTS = 40;
    private static final long RETRY_NANOS = 25_000_000;

    private final Class<?> type;
    private final String name;
    private volatile boolean ended;

    Transformation(Class<?> type) {
        this.type = type;
        this.name = type.getName().replace('.', '/');
    }

    @Override
    public final byte[] transform(
            ClassLoader loader, String loaded, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        // A class that is loaded while another is retransformed, by a transformer's own code, is told to be the
        // redefined one, too.
        return redefined != type || !name.equals(loaded) || ended ? null : transform(classFile);
    }

    /** Returns what becomes of the class, or null for no change. */
    abstract byte[] transform(byte[] classFile);

    /**
     * Ends it. Removing it needs memory: in a full heap that is tried for a second.
     *
     * @throws OutOfMemoryError when it could not be removed
     */
    final void end(Instrumentation instrumentation) {
        ended = true;
        for (int attempt = 1; ; attempt++) {
            try {
                instrumentation.removeTransformer(this);
                return;
            } catch (OutOfMemoryError full) {
                if (attempt == ATTEMPTS) {
                    throw full;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }
}
