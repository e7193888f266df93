// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import dev.jspect.protocol.MethodFacts;
import java.util.ArrayList;
import java.util.List;

/** Where a class's source may be within a root. The names are the target's: what is no plain name leads nowhere. */
final class SourceNames {
    private static final int MOST_NAME = 255;
    private static final int MOST_FOLDERS = 64;
    private static final String JAVA = ".java";

    private SourceNames() {}

    /**
     * Returns paths, the likeliest first: the folder of the package; for other languages than Java also folders that leave
     * out the beginning of the package, as Kotlin's do, and none at all.
     */
    static List<String> of(MethodFacts method) {
        String file = method.sourceFile;
        String packageName = packageOf(method.className);
        List<String> folders = packageName.isEmpty() ? List.of() : List.of(packageName.split("\\.", -1));
        if (file == null
                || !isName(file)
                || folders.size() > MOST_FOLDERS
                || !folders.stream().allMatch(SourceNames::isName)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        int most = file.endsWith(JAVA) ? 0 : folders.size();
        for (int left = 0; left <= most; left++) {
            List<String> parts = new ArrayList<>(folders.subList(left, folders.size()));
            parts.add(file);
            names.add(String.join("/", parts));
        }
        return names;
    }

    static String packageOf(String className) {
        int hidden = className.indexOf('/');
        String name = hidden < 0 ? className : className.substring(0, hidden);
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static boolean isName(String name) {
        boolean dots = name.equals(".") || name.equals("..");
        return !name.isEmpty()
                && !dots
                && name.length() <= MOST_NAME
                && name.chars().noneMatch(SourceNames::leadsAway);
    }

    private static boolean leadsAway(int c) {
        return c == '/' || c == '\\' || c == ':' || c < ' ';
    }

    /** Whether a source says that it belongs to this package, or, as Scala may, to one around it. */
    static boolean isOfPackage(String text, String packageName) {
        if (packageName.isEmpty()) {
            return true;
        }
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("package "))
                .map(line -> line.substring("package ".length()).split("[;{/\\s]", 2)[0])
                .anyMatch(name -> packageName.equals(name) || packageName.startsWith(name + "."));
    }
}
