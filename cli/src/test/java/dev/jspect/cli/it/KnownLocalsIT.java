// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.soak.LocalsRun;
import dev.jspect.cli.soak.LocalsSoak;
import dev.jspect.shell.TargetException;
import dev.jspect.target.Known;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 12: values are exact or labelled. The short form of scripts/soak. */
final class KnownLocalsIT {
    /** The budget must not be what decides here: other work goes on beside this one. */
    private static final int PAUSE_MILLIS = 5_000;

    /** Of what is live, from JDK 17 on. */
    private static final double LEAST_CAPTURED = 0.99;

    private static double captured(LocalsRun run) {
        double lost = run.known().labels().getOrDefault("null or optimized away", 0)
                + run.known().labels().getOrDefault("optimized away", 0);
        return run.known().right() / (run.known().right() + lost);
    }

    /** Not those that need more than one option: scripts/soak has them. */
    static Stream<Arguments> jdksAndCollectors() {
        return Jdks.wanted()
                .flatMap(jdk -> LocalsSoak.collectors(jdk.feature()).stream()
                        .filter(collector -> !collector.contains(" "))
                        .map(collector -> Arguments.of(jdk, collector)));
    }

    @ParameterizedTest
    @MethodSource("jdksAndCollectors")
    void allThatIsShownIsRight(Jdks.Jdk jdk, String collector) throws TargetException {
        List<String> kinds = jdk.feature() >= 21 ? List.of("churn", "virtual") : List.of("churn", "platform");
        try (TargetJvm target = TargetJvm.on(jdk)
                .with(collector, "-Xmx256m")
                .start(Known.class.getName(), "9", kinds.get(0), kinds.get(1))) {
            LocalsRun run = LocalsRun.of(target.pid(), 6, PAUSE_MILLIS, false);

            assertEquals(List.of(), run.known().wrong(), run::toString);
            assertEquals(0, run.referencesOnly(), run::toString);
            assertEquals(0, run.watchdogs(), run::toString);
            assertTrue(run.known().frames() > 100 && run.known().right() > 1_000, run::toString);
            assertTrue(jdk.feature() < 17 || captured(run) >= LEAST_CAPTURED, run::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void referencesAreRightByDocumentedMeans(Jdks.Jdk jdk) throws TargetException {
        try (TargetJvm target = TargetJvm.start(jdk, Known.class, "9")) {
            LocalsRun run = LocalsRun.of(target.pid(), 6, PAUSE_MILLIS, true);

            assertEquals(List.of(), run.known().wrong(), run::toString);
            assertEquals(6, run.referencesOnly(), run::toString);
            assertTrue(run.known().labels().containsKey("a primitive"), run::toString);
        }
    }
}
