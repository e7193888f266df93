// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The browser that pages are looked at with. */
final class Browser {
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/local/bin/chromium"));

    private Browser() {}

    /** Skips a test where there is none; where tests must not be skipped, fails it. */
    static void assumeThere() {
        boolean there = PLACES.stream().anyMatch(Files::isExecutable);
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(there, "no chromium");
        }
        assumeTrue(there, "no chromium");
    }
}
