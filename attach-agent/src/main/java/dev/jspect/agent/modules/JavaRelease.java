// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.modules;

/** What this JVM's release of Java has. */
public final class JavaRelease {
    private JavaRelease() {}

    /** Says whether there are modules, and with them {@link Modules}: from JDK 9 on. */
    public static boolean hasModules() {
        return !System.getProperty("java.specification.version", "").startsWith("1.");
    }
}
