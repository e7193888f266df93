// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathInRootTest {
    @TempDir
    private Path root;

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(root.resolve("app/v2/lib"));
        link("app/current", "/app/v2");
        link("app/v2/also", "lib");
        link("app/v2/up", "../../app/v2/./lib");
        link("out", "/../../../app");
        link("gone", "/nothing/here");
        link("ring", "/ring");
    }

    private void link(String name, String destination) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(destination));
    }

    @ParameterizedTest
    @CsvSource({
        "/app/v2/lib/a.jar, app/v2/lib/a.jar",
        "/app/current/lib/a.jar, app/v2/lib/a.jar",
        "/app/current/also/a.jar, app/v2/lib/a.jar",
        "/app/current/up, app/v2/lib",
        "/app/current/../v2, app/v2",
        "/out/v2, app/v2",
        "/../../app, app",
        "/gone/a.jar, nothing/here/a.jar"
    })
    void followsLinksBelowTheRoot(String path, String expected) {
        assertEquals(root.resolve(expected), PathInRoot.resolve(root, Path.of(path)));
    }

    @Test
    void doesNotGoRoundForEver() {
        assertFalse(Files.exists(PathInRoot.resolve(root, Path.of("/ring/a.jar"))));
    }

    /** A chain of absolute links, at whose end is a path that exists below our root and below theirs. */
    @ParameterizedTest
    @CsvSource({"40, true", "41, false"})
    void followsAsManyLinksAsLinuxAndThenGoesNowhere(int count, boolean followed) throws IOException {
        Path file = Files.createFile(root.resolve("x.jar"));
        Path copy = root.resolve(file.getRoot().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.createFile(copy);
        for (int i = 1; i < count; i++) {
            link("link" + i, "/link" + (i + 1));
        }
        link("link" + count, file.toString());

        Path end = PathInRoot.resolve(root, Path.of("/link1"));

        assertEquals(followed, Files.exists(end), end.toString());
        assertEquals(followed, end.equals(copy), end.toString());
        assertTrue(end.startsWith(root), end.toString());
    }
}
