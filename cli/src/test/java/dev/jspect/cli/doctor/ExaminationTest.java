// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.TargetFacts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExaminationTest {
    private static final TargetFacts GOOD =
            new TargetFacts(null, false, true, true, Path.of("/tmp"), true, 1L << 30, true, List.of());

    @Test
    void findsNothingInTheWayOfAnOrdinaryTarget() {
        Diagnosis diagnosis = Examination.of(jvm("17.0.15"), GOOD, 25);

        for (Ability ability : Ability.values()) {
            assertEquals(Level.OK, diagnosis.levelOf(ability), ability.word());
        }
    }

    @Test
    void warnsOfTheWarningThatNewerJvmsPrint() {
        assertEquals(Level.WARN, Examination.of(jvm("21.0.1"), GOOD, 25).levelOf(Ability.AGENT));
        assertEquals(
                Level.OK,
                Examination.of(jvm("21.0.1", "-XX:+EnableDynamicAgentLoading"), GOOD, 25)
                        .levelOf(Ability.AGENT));
    }

    @Test
    void framesWorkWhereAgentsAreForbidden() {
        Diagnosis diagnosis = Examination.of(jvm("21.0.1", "-XX:-EnableDynamicAgentLoading"), GOOD, 25);

        assertEquals(Level.NO, diagnosis.levelOf(Ability.AGENT));
        assertEquals(Level.OK, diagnosis.levelOf(Ability.ATTACH));
    }

    @Test
    void seesAnImageWithoutTheModuleThatAgentsNeed() {
        TargetFacts facts = new TargetFacts(null, false, true, true, Path.of("/tmp"), true, 1L << 30, false, List.of());

        assertEquals(Level.NO, Examination.of(jvm("17.0.15"), facts, 25).levelOf(Ability.AGENT));
    }

    @Test
    void seesAFullTmp() {
        TargetFacts facts = new TargetFacts(null, false, true, true, Path.of("/tmp"), true, 0, true, List.of());

        assertEquals(Level.NO, Examination.of(jvm("17.0.15"), facts, 25).levelOf(Ability.AGENT));
    }

    @Test
    void listeningTargetsNeedNoRoomForADump() {
        TargetFacts facts = new TargetFacts(null, true, false, true, Path.of("/tmp"), false, 0, true, List.of());

        Diagnosis diagnosis = Examination.of(jvm("17.0.15"), facts, 25);

        assertEquals(Level.OK, diagnosis.levelOf(Ability.ATTACH));
        assertEquals(Level.NO, diagnosis.levelOf(Ability.AGENT));
    }

    @Test
    void honoursTheAdministratorsPolicy() {
        TargetFacts facts = new TargetFacts(
                null, false, true, true, Path.of("/tmp"), true, 1L << 30, true, List.of("A=b", "JSPECT_POLICY=off"));

        assertEquals(Level.NO, Examination.of(jvm("17.0.15"), facts, 25).levelOf(Ability.AGENT));
        assertEquals(
                Level.WARN,
                Examination.of(jvm("17.0.15", "-Djspect.policy=read-only"), GOOD, 25)
                        .levelOf(Ability.AGENT));
    }

    @Test
    void saysThatAnOldTargetCannotConnectAcrossNetworks() {
        TargetFacts facts = new TargetFacts(null, false, true, false, Path.of("/tmp"), true, 1L << 30, true, List.of());

        assertEquals(Level.NO, Examination.of(jvm("11.0.24"), facts, 25).levelOf(Ability.AGENT));
        assertEquals(Level.OK, Examination.of(jvm("17.0.15"), facts, 25).levelOf(Ability.AGENT));
    }

    private static JvmProcess jvm(String javaVersion, String... jvmArguments) {
        return new JvmProcess(
                70,
                70,
                "Main",
                "app.Main",
                null,
                List.of(),
                List.of(jvmArguments),
                javaVersion,
                "/opt/jdk",
                "Someone",
                "OpenJDK",
                "me",
                1000,
                1000,
                5,
                12_345,
                null,
                true,
                null,
                Path.of("/"));
    }
}
