// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Spring Boot application in its executable jar: its own classes in a folder of it, its libraries in jars inside it. */
final class SpringBootIT {
    private static final String PACKAGE = "dev.jspect.target.boot.";
    private static final List<String> SNIPPETS = List.of(
            Inspection.THREAD_NAMES + ".contains(\"main\")",
            "var till = " + PACKAGE + "BootShop.context.getBean(" + PACKAGE + "Till.class);",
            "till.total",
            "till.total += 1",
            "till.describe(\"it has \")",
            "new " + PACKAGE + "Till(3).total",
            "record Sold(String what, int count) {}",
            "new Sold(\"bread\", 2).count()",
            "java.util.stream.Stream.of(2, 3).map(" + PACKAGE + "Till::new).mapToInt(t -> t.total).sum()",
            "new org.springframework.util.AntPathMatcher().match(\"/a/*\", \"/a/b\")");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#currentAndNewest")
    void looksIntoAnExecutableJar(Jdks.Jdk jdk) throws IOException {
        // A name of its own: other targets of this kind may run on this machine.
        String name = directory.getFileName() + "-" + jdk.feature() + ".jar";
        Path jar = Files.copy(TargetJars.springBoot(), directory.resolve(name));
        try (TargetJvm target = TargetJvm.on(jdk).startJar(jar)) {
            Inspection inspection = Inspection.of(target);
            inspection.assertListedAs(name);
            inspection.assertFrames(PACKAGE + "BootShop.main");
            assertEquals(values(41), inspection.eval(SNIPPETS));
            assertEquals(values(42), inspection.eval(SNIPPETS, "--loader", "launched"));

            JspectProcess.Result byName = JspectHere.run("eval", name, "-q", PACKAGE + "BootShop.context.isActive()");
            assertEquals("true\n", byName.out(), byName.err());
        }
    }

    @Test
    void theSystemLoaderSeesNoneOfIt() {
        try (TargetJvm target = TargetJvm.on(Jdks.current()).startJar(TargetJars.springBoot())) {
            JspectProcess.Result result = JspectHere.run(
                    "eval", String.valueOf(target.pid()), "--loader", "AppClassLoader", "new " + PACKAGE + "Till(3)");

            assertEquals(7, result.exitCode(), result.err());
            assertTrue(result.err().contains("package dev.jspect.target.boot does not exist"), result.err());
            EvalIT.assertNothingLeft(target);
        }
    }

    private static List<String> values(int total) {
        return List.of(
                "true",
                String.valueOf(total),
                String.valueOf(total + 1),
                "\"it has [apple, bread]" + (total + 1) + "\"",
                "3",
                "2",
                "5",
                "true");
    }
}
