// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jspect.protocol.MethodFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes that were compiled from a source must fit it; most would not if it had a few lines more or less. */
final class LineTablesOracleTest {
    private static final int[] SHIFTS = {-10, -3, -2, -1, 1, 2, 3, 10};

    private int methods;

    /** How many methods with several lines there were; those with one are seldom on a stack. */
    private int several;

    private final int[] told = new int[SHIFTS.length];

    @Test
    void ourOwnClassesFitTheirSources() throws IOException {
        compare(Path.of("target/classes"), Path.of("src/main/java"), Integer.MAX_VALUE);
        compare(Path.of("target/test-classes"), Path.of("src/test/java"), Integer.MAX_VALUE);

        assertTrue(methods > 1_500, () -> methods + " methods");
        assertMostShiftsAreTold();
    }

    @Test
    void classesOfTheJdkFitTheirSources() throws IOException {
        Path home = jdkWithSources();
        // Where everything has to be tested, it has to be there.
        assumeTrue(home != null || System.getenv("CI") != null, "no JDK 9 or later with its src.zip here");

        Objects.requireNonNull(home, "no JDK with sources");
        try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()))) {
            compare(image.getPath("/modules"), home.resolve("lib/src.zip"), 1_500);
        }

        assertTrue(methods > 5_000, () -> methods + " methods");
        assertMostShiftsAreTold();
    }

    /** The JDK that runs this, one beside it, or one that targets run on: not every distribution has sources. */
    private static @Nullable Path jdkWithSources() throws IOException {
        Path own = Path.of(System.getProperty("java.home"));
        String others = System.getenv("JSPECT_JDKS");
        Path targets =
                others == null ? Path.of(System.getProperty("user.home"), ".cache/jspect-jdks") : Path.of(others);
        try (Stream<Path> beside = Files.list(Objects.requireNonNull(own.getParent()));
                Stream<Path> more = Files.isDirectory(targets) ? Files.list(targets) : Stream.of()) {
            return Stream.concat(Stream.of(own), Stream.concat(beside.sorted(), more.sorted()))
                    .filter(home -> Files.isReadable(home.resolve("lib/src.zip"))
                            && Files.isReadable(home.resolve("lib/modules")))
                    .findFirst()
                    .orElse(null);
        }
    }

    private void assertMostShiftsAreTold() {
        for (int i = 0; i < SHIFTS.length; i++) {
            int percent = told[i] * 100 / several;
            assertTrue(percent > 80, "by " + SHIFTS[i] + ": " + percent + " %");
        }
    }

    private void compare(Path classes, Path sources, int most) throws IOException {
        SourceRoot root = Objects.requireNonNull(SourceRoot.open(sources));
        Map<String, Optional<LineTables>> read = new HashMap<>();
        int left = most;
        for (Path file : files(classes)) {
            List<MethodFacts> all = ClassLines.of(Files.readAllBytes(file));
            LineTables tables = all.isEmpty() ? null : tables(all.get(0), root, read);
            if (tables != null && left-- > 0) {
                all.forEach(method -> compare(method, tables));
            }
        }
    }

    private static List<Path> files(Path classes) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(classes)) {
            walk.filter(path -> path.toString().endsWith(".class")).forEach(files::add);
        }
        Collections.shuffle(files, new Random(5));
        return files;
    }

    private static @Nullable LineTables tables(
            MethodFacts method, SourceRoot root, Map<String, Optional<LineTables>> read) {
        List<String> names = SourceNames.of(method);
        return names.isEmpty()
                ? null
                : read.computeIfAbsent(
                                names.get(0),
                                name -> Optional.ofNullable(root.read(name))
                                        .map(source -> new JavaLineTables(source.text())))
                        .orElse(null);
    }

    private void compare(MethodFacts method, LineTables tables) {
        assertEquals(true, tables.fit(method), () -> method.className + "." + method.name + method.descriptor);
        methods++;
        if (method.lines.length <= 2) {
            return;
        }
        several++;
        for (int i = 0; i < SHIFTS.length; i++) {
            told[i] += tables.fit(ClassLines.shifted(method, SHIFTS[i])) ? 0 : 1;
        }
    }
}
