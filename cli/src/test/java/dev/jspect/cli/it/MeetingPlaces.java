// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The places in {@code /tmp} where a tool meets its target, of all tools on this machine: their names do not say whose. */
final class MeetingPlaces {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Set<String> before = now();

    private MeetingPlaces() {}

    /** Takes down which there are before the tool in question starts. */
    static MeetingPlaces before() {
        return new MeetingPlaces();
    }

    /**
     * Checks that the tool, which has ended, has left none. Waits a while for those there are: other tools remove theirs soon,
     * and may make new ones meanwhile.
     */
    void assertNoneLeft() {
        Set<String> candidates = now();
        candidates.removeAll(before);
        String trouble = Await.until(
                LIMIT,
                () -> {
                    candidates.retainAll(now());
                    return candidates.isEmpty();
                },
                () -> "left: " + candidates);
        assertEquals("", trouble);
    }

    private static Set<String> now() {
        String[] names = Path.of("/tmp").toFile().list();
        return Stream.of(names == null ? new String[0] : names)
                .filter(name -> name.matches("jspect-[0-9a-f]{16}"))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
