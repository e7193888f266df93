// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.shell.classpath.ModulePlatform;
import dev.jspect.shell.engine.SnippetResult.Ending;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleImportsTest {
    private final ModuleImports imports = new ModuleImports(ModulePlatform.own(), 17);

    @Test
    void spellsOutWhatAModuleOffersAndPassesOn() {
        String spelt = imports.spellOut("int i = 1; import module java.sql;\nimport  module java.logging ;");

        assertTrue(spelt.startsWith("int i = 1; import java.sql.*;"), spelt);
        assertTrue(spelt.contains("import org.w3c.dom.*;"), spelt);
        assertTrue(spelt.endsWith("\nimport java.util.logging.*;"), spelt);
    }

    @Test
    void leavesWhatIsNoModuleOfThePlatform() {
        String source = "import module com.shop; String s = \"import module java.sql;\";";

        assertEquals(source, imports.spellOut(source));
    }

    @Test
    void leavesTheBaseModuleToACompilerThatKnowsSuchImports() {
        ModuleImports newest = new ModuleImports(ModulePlatform.own(), 25);
        String source = "import module java.base;";

        assertEquals(source, newest.spellOut(source));
        assertTrue(imports.spellOut(source).contains("import java.util.*;"));
    }

    @Test
    void letsTheUsualTypesWin() throws IOException {
        InProcessTarget target = new InProcessTarget();
        try (SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false)) {
            List<SnippetResult> results =
                    engine.evaluate("import module java.sql; new Date(0).getTime() + List.of(1).size()");

            SnippetResult last = results.get(results.size() - 1);
            assertEquals(Ending.DONE, last.ending(), last.toString());
        }
    }

    @Test
    void importsTheTypesOfAModule() throws IOException {
        InProcessTarget target = new InProcessTarget();
        try (SnippetEngine engine = SnippetEngine.start(target.jvm(), () -> target, false)) {
            List<SnippetResult> results =
                    engine.evaluate("import module java.base; import module java.sql; Connection.TRANSACTION_NONE");

            SnippetResult last = results.get(results.size() - 1);
            assertEquals(Ending.DONE, last.ending(), last.toString());
            assertEquals("int", last.type());
        }
    }
}
