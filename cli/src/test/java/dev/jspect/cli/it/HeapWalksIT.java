// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.failure.ExitCode;
import dev.jspect.target.Unloading;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shenandoah of JDK 14 to 24 crashes while it walks over a heap whose classes are being unloaded: it is not asked to. */
final class HeapWalksIT {
    private static final String SHENANDOAH = "-XX:+UseShenandoahGC";
    private static final String REASON = "a walk over the heap can crash a JVM with Shenandoah of JDK 14 to 24";
    private static final String OWNERS = "who holds locks of java.util.concurrent is left out";

    /** With a walk for each, targets were gone after 2 and 8 seconds; these take 10. */
    private static final int LOOKS = 500;

    private static final int CAPTURES = 10;

    static Stream<Jdks.Jdk> jdksThatCrash() {
        return Jdks.wanted().filter(jdk -> jdk.feature() == 17 || jdk.feature() == 21);
    }

    static Stream<Jdks.Jdk> jdksThatDoNot() {
        return Jdks.wanted().filter(jdk -> jdk.feature() == 11 || jdk.feature() == 25);
    }

    /** Told by the VM: its command line does not say so. */
    private static TargetJvm.Launch unloading(Jdks.Jdk jdk) {
        return TargetJvm.on(jdk)
                .under("env", "JDK_JAVA_OPTIONS=" + SHENANDOAH)
                .with("-Xmx256m", "-Xbatch", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.01");
    }

    @ParameterizedTest
    @MethodSource("jdksThatCrash")
    void noWalkIsAskedFor(Jdks.Jdk jdk) {
        try (TargetJvm target = unloading(jdk).start(Unloading.class.getName())) {
            for (int i = 0; i < LOOKS; i++) {
                JspectProcess.Result frames = JspectHere.run("frames", "" + target.pid(), "-t", "waits-for-lock");
                assertEquals(0, frames.exitCode(), frames::toString);
                assertTrue(
                        frames.out().contains("parked for java.util.concurrent.locks.ReentrantLock"), frames::toString);
                assertFalse(frames.out().contains("held by"), frames::toString);
                assertTrue(frames.err().contains(OWNERS + ": " + REASON), frames::toString);
            }
            assertTrue(target.isAlive(), target::output);
        }
    }

    @ParameterizedTest
    @MethodSource("jdksThatCrash")
    void objectsAreNotLookedFor(Jdks.Jdk jdk) {
        try (TargetJvm target = unloading(jdk).start(Unloading.class.getName())) {
            JspectProcess.Result instances = JspectHere.run("instances", "" + target.pid(), "Unloading");
            assertEquals(ExitCode.REFUSED.number(), instances.exitCode(), instances::toString);
            assertTrue(instances.err().contains(REASON), instances::toString);
            assertFalse(instances.err().contains("doorway"), instances::toString);
            assertEquals("", instances.out());
            // Also where the library is there already, for the frame.
            JspectProcess.Result eval =
                    JspectHere.run("eval", "" + target.pid(), "--frame", "main:1", "instances(Thread.class).size()");
            assertEquals(ExitCode.USER_CODE.number(), eval.exitCode(), eval::toString);
            assertTrue(eval.err().contains("objects cannot be found: " + REASON), eval::toString);
            JspectProcess.Result unprepared = JspectHere.run(
                    "eval", "" + target.pid(), "--frame", "main:1", "jspect.Live.instances(Thread.class).length");
            assertEquals(ExitCode.USER_CODE.number(), unprepared.exitCode(), unprepared::toString);
            assertTrue(unprepared.err().contains("objects cannot be found in this JVM"), unprepared::toString);
            assertTrue(target.isAlive(), target::output);
        }
    }

    @ParameterizedTest
    @MethodSource("jdksThatCrash")
    void localsAreThere(Jdks.Jdk jdk) {
        try (TargetJvm target = unloading(jdk).start(Unloading.class.getName())) {
            for (int i = 0; i < CAPTURES; i++) {
                JspectProcess.Result frames = i % 2 == 0
                        ? JspectHere.run("frames", "" + target.pid(), "-l")
                        : JspectHere.run("frames", "" + target.pid(), "-l", "--documented-only");
                assertEquals(0, frames.exitCode(), frames::toString);
                assertTrue(frames.err().contains(OWNERS + ": " + REASON), frames::toString);
                assertTrue(frames.out().contains("arg$1=ReentrantLock"), frames::toString);
            }
            assertTrue(target.isAlive(), target::output);
        }
    }

    @ParameterizedTest
    @MethodSource("jdksThatDoNot")
    void othersAreAsked(Jdks.Jdk jdk) {
        try (TargetJvm target = unloading(jdk).start(Unloading.class.getName())) {
            JspectProcess.Result frames = JspectHere.run("frames", "" + target.pid(), "-t", "waits-for-lock");
            assertTrue(frames.out().contains("held by \"main\""), frames::toString);
            assertEquals("", frames.err());
            assertEquals(
                    0,
                    JspectHere.run("instances", "" + target.pid(), "java.lang.Thread")
                            .exitCode());
        }
    }
}
