// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.util.HashSet;
import java.util.Set;
import jdk.jshell.JShell;

/** The imports that snippets need not write: each is a snippet of ours, evaluated before the first source that needs it. */
final class Imports {
    /** Internal names of the packages whose types snippets may name without import: those of {@link UsualImports}. */
    static final Set<String> PACKAGES = Set.of(
            "java/lang",
            "java/io",
            "java/math",
            "java/net",
            "java/nio/file",
            "java/time",
            "java/util",
            "java/util/concurrent",
            "java/util/function",
            "java/util/regex",
            "java/util/stream");

    private final JShell jshell;
    private final SnippetIds ids;
    private final ModuleImports modules;
    private final UsualImports usual = new UsualImports();
    private final Set<String> imported = new HashSet<>();
    private boolean modulesImported;

    Imports(JShell jshell, SnippetIds ids, ModuleImports modules) {
        this.jshell = jshell;
        this.ids = ids;
        this.modules = modules;
    }

    /** Imports what a source needs, and returns the source with its own imports of modules spelt out. */
    String prepare(String source) {
        String spelt = modules.spellOut(source);
        modulesImported |= !spelt.equals(source);
        if (modulesImported) {
            // By the language a module's types stand back behind all other imports; spelt out they do not.
            importAll(usual.typesIn(source), "");
        }
        importAll(usual.neededBy(source), ".*");
        return spelt;
    }

    /** Imports all packages. */
    void importUsual() {
        importAll(usual.packages(), ".*");
    }

    private void importAll(Set<String> names, String suffix) {
        for (String name : names) {
            if (imported.add(name + suffix)) {
                ids.ours(() -> jshell.eval("import " + name + suffix + ";"));
            }
        }
    }

    /** Takes note that all snippets are gone. */
    void forget() {
        imported.clear();
        modulesImported = false;
    }
}
