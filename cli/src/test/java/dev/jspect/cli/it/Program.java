// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs that a test needs beside a JDK. */
final class Program {
    private Program() {}

    /** Skips a test where one is not there; where tests must not be skipped, fails it. */
    static void assumeThere(String name) {
        boolean there = Stream.of("/usr/bin", "/usr/local/bin")
                .map(Path::of)
                .anyMatch(at -> Files.isExecutable(at.resolve(name)));
        if ("true".equals(System.getenv("CI"))) {
            assertTrue(there, "no " + name);
        }
        assumeTrue(there, "no " + name);
    }
}
