// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.classpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of class files and of classes. */
final class ClassNames {
    private static final String SUFFIX = ".class";

    private ClassNames() {}

    /** Files a jar's entry under its package, if it is a class below the prefix. */
    static void add(String entry, String prefix, Map<String, List<String>> byPackage) {
        if (!entry.endsWith(SUFFIX) || !entry.startsWith(prefix) || entry.startsWith("META-INF/", prefix.length())) {
            return;
        }
        String name = entry.substring(prefix.length(), entry.length() - SUFFIX.length())
                .replace('/', '.');
        if (!name.endsWith("module-info") && !name.endsWith("package-info")) {
            byPackage.computeIfAbsent(packageOf(name), key -> new ArrayList<>()).add(name);
        }
    }

    /** Returns the package of a binary name; empty for the unnamed one. */
    static String packageOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    /** Returns the resource that holds a class. */
    static String resourceOf(String name) {
        return name.replace('.', '/') + SUFFIX;
    }
}
