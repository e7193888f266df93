// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;

/** A Java agent that changes a text in {@code Throwable}, whoever changed that before. */
public final class Patcher implements ClassFileTransformer {
    private static final byte[] TEXT = "Self-causation not permitted".getBytes(StandardCharsets.UTF_8);

    private Patcher() {}

    public static void premain(String arguments, Instrumentation instrumentation) throws UnmodifiableClassException {
        agentmain(arguments, instrumentation);
    }

    public static void agentmain(String arguments, Instrumentation instrumentation) throws UnmodifiableClassException {
        instrumentation.addTransformer(new Patcher(), true);
        instrumentation.retransformClasses(Throwable.class);
        try {
            Throwable self = new IllegalStateException();
            self.initCause(self);
        } catch (IllegalArgumentException expected) {
            System.out.println("patched: " + expected.getMessage());
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (!"java/lang/Throwable".equals(name)) {
            return null;
        }
        byte[] changed = bytes.clone();
        for (int at = 0; at + TEXT.length <= bytes.length; at++) {
            int same = 0;
            while (same < TEXT.length && bytes[at + same] == TEXT[same]) {
                same++;
            }
            if (same == TEXT.length) {
                changed[at] = 's';
            }
        }
        return changed;
    }
}
