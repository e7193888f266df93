// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

/** Tells the JDK's classes from those of applications, by their names alone. */
public final class JdkClasses {
    private JdkClasses() {}

    /** Whether the JDK has, or may have, a class of this name. */
    public static boolean has(String className) {
        return className.startsWith("java.")
                || className.startsWith("javax.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }
}
