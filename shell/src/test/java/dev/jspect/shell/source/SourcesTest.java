// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.protocol.MethodFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourcesTest {
    private static final String SOURCE = """
            package com.shop;

            class Till {
                int count(int[] coins) {
                    int sum = 0;
                    return sum;
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void showsTwoLinesOfContext() throws IOException {
        file("src/com/shop/Till.java", SOURCE);

        SourceExcerpt excerpt = find("src", method("com.shop.Till", "Till.java", null));

        assertEquals(
                new SourceExcerpt(
                        directory.resolve("src/com/shop/Till.java").toString(),
                        5,
                        false,
                        List.of("class Till {", "    int count(int[] coins) {"),
                        "        int sum = 0;",
                        List.of("        return sum;", "    }")),
                excerpt);
    }

    @Test
    void showsFewerAtTheEndsOfAFile() throws IOException {
        file("src/Tiny.java", "class Tiny { void f() { g(); } }");

        SourceExcerpt excerpt = new Sources(List.of(directory.resolve("src")), archives(), true, Path::of)
                .find(ClassLines.method("Tiny", "f", "()V", 0, "Tiny.java", 1), 1);

        assertNotNull(excerpt);
        assertEquals(List.of(), excerpt.before());
        assertEquals(List.of(), excerpt.after());
    }

    @Test
    void findsTheSourcesBesideAJar() throws IOException {
        zip("shop-1.0-sources.jar", "com/shop/Till.java", SOURCE);
        zip("repository/shop/2.0/shop-2.0-sources.jar", "com/shop/Till.java", SOURCE);

        assertTrue(isFound("file:" + directory + "/shop-1.0.jar"));
        assertTrue(isFound("file:" + directory + "/repository/shop/2.0/shop-2.0-exec.jar"));
        assertTrue(isFound("jar:file:" + directory + "/shop-1.0.jar!/BOOT-INF/classes/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:",
                "file:%",
                "file:\u0000.jar",
                "http://shop.com/x.jar",
                "jar:nested:/a.jar/!b.jar!/",
                "file:/dir/"
            })
    void findsNothingBesideOtherLocations(String location) throws IOException {
        assertEquals(false, isFound(location));
    }

    @Test
    void findsTheSourcesOfTheJdk() throws IOException {
        zip("jdk/lib/src.zip", "java.base/com/shop/Till.java", SOURCE);
        MethodFacts application = method("com.shop.Till", "Till.java", null);

        assertNull(find(null, application));
        assertNotNull(find(null, ofOrigin(application, MethodFacts.BOOT)));
        assertNull(
                new Sources(List.of(), archives(), false, Path::of).find(ofOrigin(application, MethodFacts.BOOT), 5));
    }

    @Test
    void takesTheFirstThatFits() throws IOException {
        file("old/com/shop/Till.java", SOURCE.replace("package", "\n\n\npackage"));
        file("new/com/shop/Till.java", SOURCE);
        MethodFacts method = method("com.shop.Till", "Till.java", null);
        Sources both =
                new Sources(List.of(directory.resolve("old"), directory.resolve("new")), archives(), true, Path::of);

        SourceExcerpt old = find("old", method);
        SourceExcerpt found = both.find(method, 5);

        assertTrue(old != null && old.differs());
        assertTrue(found != null && !found.differs());
    }

    @Test
    void kotlinMayLeaveOutFolders() throws IOException {
        String source = "package com.shop\n\nclass Till {\n    fun count(): Int {\n        return 1\n    }\n}\n";
        file("src/Till.kt", source);
        file("lib/shop/Till.kt", source);

        assertNotNull(find("src", method("com.shop.Till", "Till.kt", null)));
        assertNotNull(find("lib", method("com.shop.Till", "Till.kt", null)));
        assertNull(find("src", method("org.other.Till", "Till.kt", null)));
        assertNull(find("src", method("com.shop.Till", "Till.java", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../Till.java", "/etc/passwd", "..", ".", "", "a/Till.java", "a\\Till.java", "\u0000"})
    void namesOfTheTargetLeadNowhere(String file) throws IOException {
        file("src/Till.java", SOURCE);
        file("Till.java", SOURCE);
        file("src/a/Till.java", SOURCE);

        assertNull(find("src", method("Till", file, null)));
        assertNull(find("src", method("...Till", "Till.java", null)));
        assertNull(find("src", method("a..Till", "Till.java", null)));
        assertNull(find("src", method("x.".repeat(100) + "Till", "Till.java", null)));
        assertNull(find("src", method("Till", "T".repeat(300) + ".java", null)));
    }

    @Test
    void leavesLargeAndDamagedFilesAlone() throws IOException {
        file("src/com/shop/Till.java", SOURCE + "/".repeat(SourceRoot.MOST_BYTES));
        file("shop-1.0-sources.jar", "no archive");

        assertNull(find("src", method("com.shop.Till", "Till.java", null)));
        assertEquals(false, isFound("file:" + directory + "/shop-1.0.jar"));
        assertNull(find("nowhere", method("com.shop.Till", "Till.java", null)));
    }

    @Test
    void longLinesAreCut() throws IOException {
        file("src/com/shop/Till.java", SOURCE.replace("sum = 0;", "sum = 0;" + " ".repeat(5_000)));

        SourceExcerpt excerpt = find("src", method("com.shop.Till", "Till.java", null));

        assertEquals(1_001, excerpt == null ? 0 : excerpt.text().length());
    }

    private boolean isFound(String location) {
        return find(null, method("com.shop.Till", "Till.java", location)) != null;
    }

    private @Nullable SourceExcerpt find(@Nullable String named, MethodFacts method) {
        List<Path> paths = named == null ? List.of() : List.of(directory.resolve(named));
        return new Sources(paths, archives(), true, Path::of).find(method, 5);
    }

    private SourceArchives archives() {
        return new SourceArchives(directory.resolve("jdk"));
    }

    private static MethodFacts method(String className, String file, @Nullable String location) {
        MethodFacts plain = ClassLines.method(className, "count", "([I)I", 0, file, 5, 6);
        return copy(plain, plain.origin, location);
    }

    private static MethodFacts ofOrigin(MethodFacts method, int origin) {
        return copy(method, origin, method.location);
    }

    private static MethodFacts copy(MethodFacts method, int origin, @Nullable String location) {
        return new MethodFacts(
                method.id,
                method.className,
                method.name,
                method.descriptor,
                method.access,
                origin,
                method.sourceFile,
                location,
                method.code,
                method.lines,
                method.variables,
                false);
    }

    private void file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void zip(String name, String entry, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
