// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.javadoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.jspect.shell.source.SourceArchives;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JavadocTest {
    private static final String SOURCE = """
            package com.shop;
            /** A shop. */
            public class Shop<T> {
                /** Opens, at {@code nine} &amp; not <b>earlier</b>.
                 *
                 * <p>More of it. */
                public Shop(int hour) {}
                /** Sells one
                 *  or more.
                 * @param names of all */
                void sell(java.util.List<? super T> what, String... names) {}
                void sell(int what) {}
                static class Till {
                    /** Counts. */
                    int count(int[] coins) { return 0; }
                }
            }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Shop<T>(int hour)|Opens, at nine & not earlier.",
                "void Shop<T>.sell(List<? super T> what, String... names)|Sells one or more.",
                "int Shop.Till.count(int[])|Counts.",
            })
    void findsWhatASignatureMeans(String signature, String expected) throws IOException {
        assertEquals(expected, find(signature, "com/shop/Shop.java"));
    }

    @Test
    void saysNothingOfAnotherMethodOrClass() throws IOException {
        assertNull(find("void Shop.sell(int what)", "com/shop/Shop.java"));
        assertNull(find("void Shop.sell(long what)", "com/shop/Shop.java"));
        assertNull(find("Shop<T>(int hour)", "com/other/Shop.java"));
    }

    @Test
    void readsTheSourcesOfAJdk() throws IOException {
        Files.createDirectories(directory.resolve("lib"));
        zip(directory.resolve("lib/src.zip"), "some.module/com/shop/Shop.java");

        assertEquals("Counts.", find("int Shop.Till.count(int[] coins)", List.of()));
    }

    private @Nullable String find(String signature, String entry) throws IOException {
        zip(directory.resolve("shop-1.0-sources.jar"), entry);
        return find(signature, List.of(directory.resolve("classes"), directory.resolve("shop-1.0.jar")));
    }

    private @Nullable String find(String signature, List<Path> classPath) {
        MethodName method = Objects.requireNonNull(MethodName.of(signature));
        return new Javadoc(new SourceArchives(directory)).firstParagraph("com.shop.Shop", method, classPath);
    }

    private static void zip(Path file, String entry) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(SOURCE.getBytes(StandardCharsets.UTF_8));
        }
    }
}
