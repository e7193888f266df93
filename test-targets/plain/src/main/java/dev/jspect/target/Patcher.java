// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Locale;

/**
 * A Java agent that changes a text in a class, whoever changed that before: its first letter becomes a small one. Without arguments in {@code Throwable}; else
 * they are {@code class,text}.
 */
public final class Patcher implements ClassFileTransformer {
    private static final String USUAL = "java.lang.Throwable,Self-causation not permitted";

    private final String className;
    private final byte[] text;

    private Patcher(String className, String text) {
        this.className = className;
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    public static void premain(String arguments, Instrumentation instrumentation) throws UnmodifiableClassException {
        agentmain(arguments, instrumentation);
    }

    public static void agentmain(String arguments, Instrumentation instrumentation) throws UnmodifiableClassException {
        String[] what = (arguments == null || arguments.isEmpty() ? USUAL : arguments).split(",", 2);
        instrumentation.addTransformer(new Patcher(what[0], what[1]), true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().equals(what[0])) {
                instrumentation.retransformClasses(loaded);
            }
        }
        try {
            Throwable self = new IllegalStateException();
            self.initCause(self);
        } catch (IllegalArgumentException expected) {
            System.out.println("patched: " + expected.getMessage());
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (!className.replace('.', '/').equals(name)) {
            return null;
        }
        byte[] changed = bytes.clone();
        for (int at = 0; at + text.length <= bytes.length; at++) {
            int same = 0;
            while (same < text.length && bytes[at + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                changed[at] = (byte) new String(text, 0, 1, StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .charAt(0);
            }
        }
        return changed;
    }
}
