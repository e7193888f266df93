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
 * no module of the platform but {@code java.base}, and before 25 the language has no such import.
 */
final class ModuleImports {
    private static final Pattern IMPORT = Pattern.compile("(?m)(?<=^|;)(\\s*)import\\s+module\\s+([\\w.]+)\\s*;");
    /** The first release whose language has such imports. */
    private static final int MODULE_IMPORTS = 25;

    private final Platform platform;
    private final int release;

    /**
     * @param release the language version that is compiled
     */
    ModuleImports(Platform platform, int release) {
        this.platform = platform;
        this.release = release;
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
        if (module.equals("java.base") && release >= MODULE_IMPORTS) {
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
