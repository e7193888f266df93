// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Shop;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snippets that go wrong: one message, the right exit code, and a target that lives on without anything of ours. */
final class BadSnippetIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static TargetJvm target;

    @BeforeAll
    static void startTarget() {
        target = TargetJvm.start(Jdks.current(), Shop.class);
    }

    @AfterAll
    static void endTarget() {
        target.close();
    }

    @AfterEach
    void nothingIsLeft() {
        EvalIT.assertNothingLeft(target);
        assertFalse(target.output().contains("jspect"), target.output());
    }

    private static JspectProcess.Result eval(String code) {
        return JspectHere.run("eval", String.valueOf(target.pid()), code, "--timeout", "6s");
    }

    @Test
    void showsWhereItDoesNotCompile() {
        JspectProcess.Result result = eval("dev.jspect.target.Shop.INSTANCE.totl");

        assertEquals(7, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("the code does not compile"), result.err());
        assertTrue(result.err().contains("symbol:   variable totl"), result.err());
    }

    @Test
    void showsWhatItThrew() {
        JspectProcess.Result result = eval("java.util.Objects.requireNonNull(null, \"no shop\")");

        assertEquals(7, result.exitCode());
        assertTrue(result.err().contains("the code threw java.lang.NullPointerException: no shop"), result.err());
        assertTrue(result.err().contains("at java.util.Objects.requireNonNull(Objects.java:"), result.err());
        assertFalse(result.err().contains("dev.jspect.agent"), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) { try { Thread.sleep(1); } catch (Throwable t) {} }",
                "new java.util.concurrent.CountDownLatch(1).await()",
                "java.util.stream.Stream.iterate(1, i -> i + 1).mapToInt(i -> 0).sum()",
                "synchronized (Object.class) { Object.class.wait(); }"
            })
    void endsInTime(String code) {
        JspectProcess.Result result = eval(code);

        assertEquals(7, result.exitCode(), result.err());
        assertTrue(result.err().contains("stopped: its time was up"), result.err());
        assertTrue(result.took().compareTo(LIMIT) < 0, "it took " + result.took());
    }

    @Test
    void survivesEndlessRecursion() {
        JspectProcess.Result result = eval("int f(int n) { return f(n + 1); } f(0)");

        assertEquals(7, result.exitCode());
        assertTrue(result.err().contains("the code threw java.lang.StackOverflowError"), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"System.exit(3)", "Runtime.getRuntime().halt(3)", "Runnable r = () -> System.exit(3); r.run()"})
    void doesNotEndTheTarget(String code) {
        JspectProcess.Result result = eval(code);

        assertEquals(6, result.exitCode(), result.err());
        assertTrue(result.err().contains("refused: exit(3) would end the target"), result.err());
    }

    @Test
    void cutsAHundredMegabytesOfOutput() {
        JspectProcess.Result result =
                eval("String s = new String(new char[1024]); for (int i = 0; i < 100 * 1024; i++) System.out.print(s)");

        assertEquals(0, result.exitCode(), result.err());
        assertEquals(1 << 20, result.out().length());
        assertTrue(result.err().contains("output cut after 1048576 bytes"), result.err());
    }

    @Test
    void cutsAListOfTenMillion() {
        JspectProcess.Result result = eval("java.util.Collections.nCopies(10_000_000, \"x\")");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("... 9999900 more"), result.out());
        assertTrue(result.out().contains("(truncated, 10000000 elements in all)"), result.out());
        assertTrue(result.out().length() < 1_000, result.out());
    }

    @Test
    void saysThatToStringThrew() {
        JspectProcess.Result result = eval("new dev.jspect.target.Shop.Shy()");

        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().contains("(its toString threw java.lang.IllegalStateException)"), result.out());
    }

    @Test
    void tellsThatTheTargetDied() {
        try (TargetJvm mortal = TargetJvm.start(Jdks.current(), Shop.class)) {
            JspectProcess.Result result = JspectHere.run(
                    "eval",
                    String.valueOf(mortal.pid()),
                    "java.lang.Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 9)",
                    "--timeout",
                    "20s");

            assertEquals(3, result.exitCode(), result.err());
            assertTrue(result.err().contains("the process has ended"), result.err());
            assertEquals("", Await.until(LIMIT, () -> !mortal.isAlive(), () -> "it lives"));
        }
    }
}
