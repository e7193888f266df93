// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.LineReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Sample of what scripts/soak probes does with large libraries. */
class ProbeRewriterTest {
    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theVerifierTakesEveryMethodOfLibrariesWithAllProbes(boolean linked) throws URISyntaxException {
        ProbedClasses classes = new ProbedClasses(
                List.of(jarOf(LineReader.class), jarOf(ClassReader.class), jarOf(ClassNode.class), jarOf(Test.class)),
                linked);

        classes.verify();

        assertEquals(List.of(), classes.failures());
        assertTrue(classes.methods() > 2_000, classes.methods() + " methods");
        assertTrue(classes.refused() < classes.methods() / 100, classes.refused() + " refused");
    }
}
