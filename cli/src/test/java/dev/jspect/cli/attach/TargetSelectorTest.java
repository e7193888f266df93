// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.cli.failure.JspectException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetSelectorTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"orderservice", "shop.OrderS", "ORDERSERV"})
    void findsByAPartOfTheName(String text) {
        assertEquals(70, TargetSelector.byName(text, jvms()).pid());
    }

    @Test
    void findsByAPartOfTheJarsPath() {
        assertEquals(72, TargetSelector.byName("opt/BILL", jvms()).pid());
    }

    @Test
    void doesNotLookIntoArguments() {
        JspectException failure = assertThrows(JspectException.class, () -> TargetSelector.byName("--verbose", jvms()));

        assertEquals("no JVM fits '--verbose'", failure.what());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nothing"})
    void listsAllWhenNoneFits(String text) {
        JspectException failure = assertThrows(JspectException.class, () -> TargetSelector.byName(text, jvms()));

        assertEquals(ExitCode.NO_TARGET, failure.exitCode());
        assertEquals("there are\n  70 (OrderService)\n  71 (OrderImporter)\n  72 (billing.jar)\n", failure.why());
    }

    @Test
    void listsTheCandidatesWhenSeveralFit() {
        JspectException failure = assertThrows(JspectException.class, () -> TargetSelector.byName("order", jvms()));

        assertEquals(ExitCode.NO_TARGET, failure.exitCode());
        assertEquals("2 JVMs fit 'order'", failure.what());
        assertTrue(failure.getMessage() != null && failure.getMessage().contains("71 (OrderImporter)"));
    }

    private List<JvmProcess> jvms() {
        FakeProc machine = new FakeProc(directory);
        machine.process(70, "java", "shop.OrderService");
        machine.process(71, "java", "shop.OrderImporter", "--verbose");
        machine.process(72, "java", "-jar", "/opt/billing.jar");
        for (int pid = 70; pid <= 72; pid++) {
            machine.maps(pid, "/opt/jdk/lib/server/libjvm.so");
        }
        return machine.list().all();
    }
}
