// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.cli.soak.EndsSoak;
import dev.jspect.shell.TargetException;
import dev.jspect.target.Carrying;
import dev.jspect.target.Crowd;
import dev.jspect.target.Deep;
import dev.jspect.target.Desks;
import dev.jspect.target.Secretive;
import dev.jspect.target.Throng;
import dev.jspect.target.Virtual;
import dev.jspect.target.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code frames -l} as a user runs it. */
final class LocalsIT {
    private static String shown(TargetJvm target, String... options) {
        String[] command = new String[options.length + 3];
        command[0] = "frames";
        command[1] = String.valueOf(target.pid());
        command[2] = "-l";
        System.arraycopy(options, 0, command, 3, options.length);
        JspectProcess.Result result = JspectHere.run(command);
        assertEquals(0, result.exitCode(), result.err());
        return result.out();
    }

    private static String thread(TargetJvm target, String name) {
        return shown(target, "-t", name);
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void showsWhatThreadsWaitFor(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Waiting.class)) {
            Await.until(
                    Duration.ofSeconds(30),
                    () -> thread(target, "in-*").split(" WAITING", -1).length > 3,
                    () -> thread(target, "in-*"));

            String read = thread(target, "in-read");
            assertTrue(read.contains("Socket") && read.contains("127.0.0.1"), read);
            String lock = thread(target, "in-lock");
            assertTrue(lock.contains("ReentrantLock") && lock.contains("main"), lock);
            String take = thread(target, "in-take");
            assertTrue(take.contains("ArrayBlockingQueue(0)"), take);
            String get = thread(target, "in-get");
            assertTrue(get.contains("FutureTask"), get);
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void keepsSecretsBack(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Secretive.class)) {
            for (List<String> options : List.of(List.of("-l"), List.of("-l", "--depth", "8"), List.of("-j"))) {
                String text = shown(target, options.toArray(String[]::new));

                assertFalse(text.contains("canary"), text);
                assertFalse(text.contains("-7391"), text);
                assertTrue(text.contains("plain-word"), text);
                assertTrue(text.contains("redacted"), text);
            }
            assertTrue(shown(target, "--reveal", "password").contains("canary-7391"));
        }
    }

    @Test
    void boundsADeepStack() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Deep.class, "5000")) {
            String text = thread(target, "deep");

            assertTrue(text.lines().count() < 8_000, () -> text.lines().count() + " lines");
            assertTrue(text.contains("more frames"), text.substring(text.length() - 200));
        }
    }

    @Test
    void saysThatNothingIsOfTheApplication() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Crowd.class, "4")) {
            JspectProcess.Result result = JspectHere.run(
                    "frames", String.valueOf(target.pid()), "-l", "--app", "dev.jspect.target", "--app", "Crowd");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.err().contains("no frame's class begins with Crowd; --app takes how"), result.err());
            assertFalse(result.err().contains("begins with dev"), result.err());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void refersToReferencesOnlyWhereToldSo(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Crowd.class, "4")) {
            JspectProcess.Result result =
                    JspectHere.run("frames", String.valueOf(target.pid()), "-l", "--documented-only");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.err().contains("only references could be read, no primitives"), result.err());
            assertTrue(result.out().contains("Others  need access to local variables"), result.out());
            assertFalse(result.out().contains("no debug info"), result.out());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void keepsThePauseBudget(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Desks.class, "200")) {
            JspectProcess.Result result =
                    JspectHere.run("frames", String.valueOf(target.pid()), "-l", "--pause-budget", "1ms");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("Locals  pause budget"), result.out());
            assertTrue(result.err().contains("did not fit into the pause"), result.err());
        }
    }

    private static boolean isCutShort(JspectProcess.Result result) {
        return result.err().contains("resumed before it was done");
    }

    /** To walk over so many stacks takes seconds, to look for what lies on them as well: by its deadline the watchdog had to act. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void keepsThePauseBudgetInFrontOfThousandsOfThreads(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Throng.class, "6000")) {
            String pid = String.valueOf(target.pid());
            JspectProcess.Result result = JspectHere.run("frames", pid, "-l");
            // A machine that has no processor for the target in half a second wakes the watchdog, too: not three times.
            for (int attempt = 1; attempt < 3 && isCutShort(result); attempt++) {
                result = JspectHere.run("frames", pid, "-l");
            }

            assertEquals(0, result.exitCode(), result.err());
            assertFalse(isCutShort(result), result.err());
            assertTrue(result.err().contains("did not fit into the pause"), result.err());
            assertTrue(result.out().contains("throng-5999"), result.err());
            assertTrue(result.out().contains("pause budget"), result.err());
            // One thread fits, but not where there is no processor for it in the usual fifth of a second.
            String one = shown(target, "-t", "throng-17", "--pause-budget", "5s");
            assertTrue(one.contains("= \"ticket 17\""), one);
        }
    }

    /** JDK 24 and later warn of native code, JDK 21 and later of agents: the one can be avoided, and what is allowed stays the application's affair. */
    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void nativeCodeComesWithoutAWord(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Desks.class, "4")) {
            String pid = String.valueOf(target.pid());
            assertEquals(0, JspectHere.run("frames", pid, "-l").exitCode());
            assertEquals(0, JspectHere.run("instances", pid, "java.lang.Thread").exitCode());
            assertEquals(0, JspectHere.run("exceptions", pid, "-d", "1s").exitCode());

            String output = target.output().replaceAll("WARNING: (A Java agent|If a service|Dynamic loading).*\n", "");
            assertEquals("ready", output.strip());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.jspect.cli.it.Jdks#wanted")
    void snippetsFindInstances(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Waiting.class)) {
            JspectProcess.Result result = JspectHere.run(
                    "eval",
                    String.valueOf(target.pid()),
                    "instances(java.util.concurrent.ArrayBlockingQueue.class).get(0).remainingCapacity()");

            assertEquals("7 : int\n", result.out(), result.err());
        }
    }

    @Test
    void showsVirtualThreads() {
        for (Jdks.Jdk jdk : Jdks.wanted().filter(jdk -> jdk.feature() >= 21).toList()) {
            try (TargetJvm target = TargetJvm.start(jdk, Virtual.class)) {
                String text = shown(target);

                assertTrue(text.contains("night-shift"), text);
                assertTrue(text.contains("dev.jspect.target.Virtual"), text);
            }
        }
    }

    /** Where a debugger waits, an agent may not suspend. */
    @Test
    void fallsBackBesideADebugger() {
        try (TargetJvm target = TargetJvm.on(Jdks.current())
                .with("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")
                .start(Waiting.class.getName())) {
            JspectProcess.Result result = JspectHere.run("frames", String.valueOf(target.pid()), "-l", "-t", "in-*");

            assertEquals(0, result.exitCode(), result.err());
            assertTrue(result.out().contains("ArrayBlockingQueue(0)"), result.out());
        }
    }

    /** The oldest JDK holds no thread that ends while it is looked at: {@code scripts/soak ends} looks for longer. */
    @Test
    void threadsMayEndMeanwhile() throws TargetException {
        Jdks.Jdk oldest = Jdks.wanted().findFirst().orElseThrow();
        try (TargetJvm target = TargetJvm.on(oldest).start(Carrying.class.getName(), "ending")) {
            assertTrue(EndsSoak.captures(target.pid(), 200) > 1_000);
        }
    }
}
