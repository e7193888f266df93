// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.modules;

/** What this JVM's release of Java has. */
public final class JavaRelease {
    private JavaRelease() {}

    /** Says whether there are modules, and with them {@link Modules}: from JDK 9 on. */
    public static boolean hasModules() {
        return !System.getProperty("java.specification.version", "").startsWith("1.");
    }

    /** Says whether the JVM warns of native code in unnamed modules (JEP 472): from JDK 24 on. */
    public static boolean restrictsNativeAccess() {
        return hasModules() && feature() >= 24;
    }

    /**
     * Says whether threads should be suspended by several others at once. From JDK 17 on the VM waits for each thread's next poll before
     * it goes on to the next thread (JDK-8257831); from JDK 19 on, with virtual threads, it lets one thread suspend at a time. Before
     * 17.0.9 it stands still for ever when an agent's thread cannot be started (JDK-8269466): no more of those there than must be.
     */
    public static boolean suspendsConcurrently() {
        return suspendsConcurrently(System.getProperty("java.version", ""));
    }

    static boolean suspendsConcurrently(String version) {
        return version.matches("(18|17\\.0\\.(9|[1-9][0-9]+))([^0-9].*)?");
    }

    private static int feature() {
        return Integer.parseInt(System.getProperty("java.specification.version", "9"));
    }

    /**
     * Returns the platform class loader, on JDK 8 the extension loader: not always the parent of the system class loader, which
     * -Djava.system.class.loader may have replaced. Null where that has cut itself off from it, on JDK 8.
     */
    public static ClassLoader platformLoader() {
        return hasModules() ? Modules.platformLoader() : topAbove(ClassLoader.getSystemClassLoader());
    }

    static ClassLoader topAbove(ClassLoader loader) {
        ClassLoader top = null;
        for (ClassLoader at = loader.getParent(); at != null; at = at.getParent()) {
            top = at;
        }
        return top;
    }
}
