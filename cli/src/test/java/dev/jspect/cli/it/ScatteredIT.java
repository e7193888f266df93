// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.soak.ExpectedOfScattered;
import dev.jspect.cli.soak.LocalsRun;
import dev.jspect.shell.TargetException;
import dev.jspect.target.Scattered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Objects that compiled code keeps in pieces, in virtual threads' frames. The target sees to it that they are. */
final class ScatteredIT {
    private static final int CAPTURES = 3;
    private static final int PAUSE_MILLIS = 5_000;

    static Stream<Jdks.Jdk> jdksWithVirtualThreads() {
        return Jdks.wanted().filter(jdk -> jdk.feature() >= 21);
    }

    static Stream<Arguments> jdksAndWaysToWriteReferences() {
        return jdksWithVirtualThreads().flatMap(jdk -> {
            Stream<List<String>> all = Stream.of(
                    List.of("-XX:+UseSerialGC", "-XX:-UseCompressedOops"),
                    List.of("-XX:+UseParallelGC", "-XX:HeapBaseMinAddress=64g", "-XX:ObjectAlignmentInBytes=16"),
                    List.of("-XX:+UseG1GC"),
                    List.of("-XX:+UseZGC"),
                    List.of("-XX:+UseShenandoahGC"));
            Stream<List<String>> own = jdk.feature() == 21
                    ? Stream.of(List.of("-XX:+UseZGC", "-XX:+ZGenerational"))
                    : Stream.of(
                            List.of("-XX:+UseShenandoahGC", "-XX:ShenandoahGCMode=generational"),
                            List.of("-XX:+UseCompactObjectHeaders"));
            return Stream.concat(all, own).map(options -> Arguments.of(jdk, options));
        });
    }

    @ParameterizedTest
    @MethodSource("jdksAndWaysToWriteReferences")
    void arePutTogether(Jdks.Jdk jdk, List<String> options) throws TargetException {
        try (TargetJvm target = TargetJvm.on(jdk)
                .with(options.toArray(String[]::new))
                .with("-Xmx128m")
                .start(Scattered.class.getName(), "6")) {
            assertAllThere(target);
            // What the heap has of stacks is written anew, and all else is elsewhere.
            collect(target);
            assertAllThere(target);
            // Without its loader being asked for a class that the target does not have yet.
            JspectProcess.Result unseen =
                    JspectHere.run("instances", String.valueOf(target.pid()), Scattered.class.getName() + "$Unseen");
            boolean mayLook = jdk.feature() != 21 || !options.contains("-XX:+UseShenandoahGC");
            assertTrue(unseen.err().contains(mayLook ? "no class named" : "JDK-8351444"), unseen::toString);
        }
    }

    /** The collector may leave code as it was until somebody comes to it. */
    @ParameterizedTest
    @MethodSource("jdksAndWaysToWriteReferences")
    void areWhereNobodyComesToTheCode(Jdks.Jdk jdk, List<String> options) throws TargetException {
        try (TargetJvm target = TargetJvm.on(jdk)
                .with(options.toArray(String[]::new))
                .with("-Xmx128m")
                .start(Scattered.class.getName(), "300", "still")) {
            collect(target);
            collect(target);
            assertAllThere(target);
        }
    }

    private static void collect(TargetJvm target) {
        assertEquals(
                0,
                JspectHere.run("eval", String.valueOf(target.pid()), "System.gc()")
                        .exitCode());
    }

    /** Of a method without a LocalVariableTable, this and the parameters are known by its descriptor. */
    @ParameterizedTest
    @MethodSource("jdksWithVirtualThreads")
    void parametersWithoutATableAre(Jdks.Jdk jdk, @TempDir Path classes) throws TargetException, IOException {
        forgetVariables(classes);
        try (TargetJvm target = TargetJvm.on(jdk)
                .with("-Xmx128m")
                .classPath(classes, TargetJvm.plainTargets())
                .start(Scattered.class.getName(), "6")) {
            LocalsRun run = LocalsRun.of(target.pid(), new ExpectedOfScattered(), CAPTURES, PAUSE_MILLIS, false);

            assertEquals(List.of(), run.known().wrong(), run::toString);
            assertEquals(null, run.known().labels().get("null or optimized away"), run::toString);
            assertTrue(run.known().right() >= CAPTURES * 3 * 3, run::toString);
        }
    }

    private static void forgetVariables(Path classes) throws IOException {
        String name = Scattered.class.getName().replace('.', '/') + ".class";
        ClassNode type = new ClassNode();
        try (InputStream code = Scattered.class.getClassLoader().getResourceAsStream(name)) {
            new ClassReader(code).accept(type, 0);
        }
        type.methods.forEach(method -> method.localVariables = null);
        ClassWriter written = new ClassWriter(0);
        type.accept(written);
        Files.createDirectories(classes.resolve(name).getParent());
        Files.write(classes.resolve(name), written.toByteArray());
    }

    private static void assertAllThere(TargetJvm target) throws TargetException {
        LocalsRun run = LocalsRun.of(target.pid(), new ExpectedOfScattered(), CAPTURES, PAUSE_MILLIS, false);

        assertEquals(List.of(), run.known().wrong(), run::toString);
        assertEquals(null, run.known().labels().get("null or optimized away"), run::toString);
        // Of each capture at least those frames that wait.
        assertTrue(run.known().frames() >= CAPTURES * 3, run::toString);
        assertTrue(run.known().right() >= CAPTURES * 3 * 10, run::toString);
    }
}
