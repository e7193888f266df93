// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.classpath.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells out {@code import module java.sql;} (JEP 511) as imports of the packages that the module offers: the compiler sees
 * no module of the platform but {@code java.base}, and before 25 knows no such import.
 */
final class ModuleImports {
    private static final Pattern IMPORT = Pattern.compile("(?m)(?<=^|;)(\\s*)import\\s+module\\s+([\\w.]+)\\s*;");
    private static final int CLASS_FILE_OF_25 = 69;

    private final Platform platform;
    private final int newestClassFile;

    /**
     * @param newestClassFile the version of class files that this compiler makes
     */
    ModuleImports(Platform platform, int newestClassFile) {
        this.platform = platform;
        this.newestClassFile = newestClassFile;
    }

    /** Returns the source with its imports of modules spelt out; those of modules that the platform lacks stay. */
    String spellOut(String source) {
        if (!source.contains("module")) {
            return source;
        }
        return IMPORT.matcher(source)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found.group(2))
                        .map(imports -> found.group(1) + imports)
                        .orElse(found.group())));
    }

    private Optional<String> replacement(String module) {
        if (module.equals("java.base") && newestClassFile >= CLASS_FILE_OF_25) {
            return Optional.empty();
        }
        Set<String> packages = new TreeSet<>();
        try {
            addExports(module, packages, new HashSet<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder imports = new StringBuilder();
        for (String name : packages) {
            imports.append("import ").append(name).append(".*; ");
        }
        return packages.isEmpty()
                ? Optional.empty()
                : Optional.of(imports.toString().strip());
    }

    private void addExports(String module, Set<String> packages, Set<String> seen) throws IOException {
        if (!seen.add(module)) {
            return;
        }
        ModuleDescriptor descriptor = platform.descriptor(module);
        if (descriptor == null) {
            return;
        }
        for (ModuleDescriptor.Exports exports : descriptor.exports()) {
            if (!exports.isQualified()) {
                packages.add(exports.source());
            }
        }
        for (ModuleDescriptor.Requires requires : descriptor.requires()) {
            if (requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE)) {
                addExports(requires.name(), packages, seen);
            }
        }
    }
}
