// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent;

import dev.jspect.agent.eval.TrustedLookup;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The runtime's dealings with the doorway class, which lives in the system loader and outlives every session. */
final class Doorway {
    private Doorway() {}

    /** The doorway is this runtime's loader's class; naming it in code would find this runtime's own copy, if any. */
    private static Class<?> doorway() {
        return Doorway.class.getClassLoader().getClass();
    }

    /** What all sessions in this target share, to lock. */
    static Object lock() {
        return doorway();
    }

    /** Ends all other sessions; returns how many. */
    static int endOthers(SocketChannel mine) throws ReflectiveOperationException {
        return (Integer) doorway().getMethod("endOthers", SocketChannel.class).invoke(null, mine);
    }

    /** Adds a class to this session. */
    @SuppressWarnings("unchecked") // What the doorway is, by a name that both sides know.
    static void addClass(String name, byte[] classFile) {
        ((BiConsumer<String, byte[]>) Doorway.class.getClassLoader()).accept(name, classFile);
    }

    /**
     * Takes the doorway's jar from the system loader's class path again, where loading an agent has put it for good: else
     * the loader keeps the deleted file open, and would look into another file of that name. The loader's last entry only,
     * under the lock that its readers hold, and without closing it under a reader's hands: the garbage collector does.
     *
     * @return what is left behind, in words; empty when all is gone
     */
    static List<String> removeFromClassPath(Instrumentation instrumentation) {
        URL jar = doorway().getProtectionDomain().getCodeSource().getLocation();
        try {
            TrustedLookup.openPackages(instrumentation);
            boolean removed = remove(jar, classPath(ClassLoader.getSystemClassLoader()));
            return removed ? Collections.<String>emptyList() : Collections.singletonList("the open file of " + jar);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // A JDK that keeps its class path in another way.
            return Collections.singletonList("the open file of " + jar + " (" + e + ")");
        }
    }

    /** {@code BuiltinClassLoader.ucp}, on JDK 8 {@code URLClassLoader.ucp}. */
    private static Object classPath(ClassLoader loader) throws ReflectiveOperationException {
        return read(loader, "ucp", "ucp");
    }

    /** Reads a field by its name of today, or the one it had on JDK 8. */
    private static Object read(Object holder, String name, String nameOn8) throws ReflectiveOperationException {
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name) || field.getName().equals(nameOn8)) {
                    field.setAccessible(true);
                    return field.get(holder);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static boolean remove(URL jar, Object classPath) throws ReflectiveOperationException {
        // Readers walk the list of opened entries by index, each step under this lock: only the last may go.
        synchronized (classPath) {
            Collection<?> unopened = (Collection<?>) read(classPath, "unopenedUrls", "urls");
            synchronized (unopened) {
                unopened.remove(jar);
            }
            List<?> opened = (List<?>) read(classPath, "loaders", "loaders");
            Map<?, ?> byUrl = (Map<?, ?>) read(classPath, "lmap", "lmap");
            Object entry = null;
            for (Map.Entry<?, ?> candidate : byUrl.entrySet()) {
                if (String.valueOf(candidate.getKey()).endsWith(jar.getPath())) {
                    entry = candidate.getValue();
                }
            }
            if (entry != null && opened.get(opened.size() - 1) != entry) {
                return false;
            }
            if (entry != null) {
                opened.remove(opened.size() - 1);
                byUrl.values().remove(entry);
            }
            ((List<?>) read(classPath, "path", "path")).remove(jar);
            return true;
        }
    }
}
