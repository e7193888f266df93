// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jspect.target.Flood;
import dev.jspect.target.LastThrow;
import dev.jspect.target.Lately;
import dev.jspect.target.Patcher;
import dev.jspect.target.Thrower;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code exceptions} where the target ends, the tool stops, others change the same class, or the JVM runs with odd options. */
final class ExceptionsBadTimesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern THROWN = Pattern.compile("thrown (\\d+) longest (\\d+)");

    @TempDir
    private Path directory;

    static Stream<Jdks.Jdk> oneOfEachMechanism() {
        return Jdks.wanted().filter(jdk -> jdk.feature() == 8 || jdk.feature() == 21);
    }

    private RunningTool watch(TargetJvm target, String... options) {
        return RunningTool.start(
                directory,
                Stream.concat(Stream.of("exceptions", String.valueOf(target.pid())), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void waitsForAClassThatIsNotLoadedYet() {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Lately.class, "300");
                RunningTool tool =
                        watch(target, "Lately$Late", "-n", "1", "--where", "e.getMessage().contains(\"main\")")) {
            tool.awaitErr("waits for exceptions of class Lately$Late");

            tool.awaitOut("Lately$Late: in main");
        }
    }

    @Test
    void seesTheMainThreadAndShutdownHooks() throws Exception {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Lately.class, "1");
                RunningTool tool = watch(target, "Late", "-n", "10000")) {
            tool.awaitOut("\"main\" #1  dev.jspect.target.Lately$Late: in main");

            ProcessHandle.of(target.pid()).orElseThrow().destroy();

            tool.awaitOut("Lately$Late: at the end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void saysWhatWasCapturedWhenTheTargetEnds(String signal) throws Exception {
        try (TargetJvm target = TargetJvm.start(Jdks.current(), Thrower.class);
                RunningTool tool = watch(target, "-n", "10000", "--rate", "100")) {
            tool.awaitOut("again: 2");

            new ProcessBuilder("kill", "-" + signal, String.valueOf(target.pid()))
                    .start()
                    .waitFor();

            assertEquals(3, tool.awaitExit(), tool.err());
            List<String> lines = tool.err().lines().toList();
            assertEquals(3, lines.size(), tool.err());
            assertTrue(
                    lines.get(1).matches("done: [0-9,]+ captured in .*; the target did not tell what else there was"),
                    tool.err());
            assertTrue(lines.get(2).matches("jspect: .*(gone|lost|ended).*"), tool.err());
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachMechanism")
    void aToolThatIsStoppedDelaysNobody(Jdks.Jdk jdk) throws Exception {
        try (TargetJvm target = TargetJvm.start(jdk, Flood.class, "2");
                RunningTool tool = watch(target, "-j", "-d", "20s", "-n", "3000", "--rate", "1000")) {
            tool.awaitOut("flood");

            tool.signal("STOP");
            long before = last(target).thrown();
            assertEquals(
                    "",
                    Await.until(
                            LIMIT,
                            () -> last(target).thrown() > before + 50_000,
                            () -> "thrown " + before + " then " + last(target)));
            tool.signal("CONT");
            tool.signal("INT");

            assertEquals(130, tool.awaitExit(), tool.err());
            assertTrue(tool.err().contains("Throwable is what it was"), tool.err());
            assertTrue(last(target).longestMillis() < 2_000, last(target).toString());
            EvalIT.assertNothingLeft(target);
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachMechanism")
    void sixteenThreadsThatThrowAsFastAsTheyCanGoOn(Jdks.Jdk jdk) {
        try (TargetJvm target = TargetJvm.start(jdk, Flood.class, "16")) {
            ExceptionEvents seen =
                    ExceptionEvents.of(target, "IllegalStateException", "-n", "100000", "-d", "4s", "--rate", "1000");

            assertTrue(seen.events().size() >= 10, seen.err());
            assertTrue(seen.seen() > seen.events().size() + seen.lost(), seen.err());
            long before = last(target).thrown();
            assertEquals("", Await.until(LIMIT, () -> last(target).thrown() > before, () -> "stopped at " + before));
            EvalIT.assertNothingLeft(target);
        }
    }

    private record Progress(long thrown, long longestMillis) {}

    private static Progress last(TargetJvm target) {
        Matcher matcher = THROWN.matcher(target.output());
        Progress last = new Progress(0, 0);
        while (matcher.find()) {
            last = new Progress(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
        return last;
    }

    /** The transformer of one that came before sees what was there before ours. */
    @ParameterizedTest
    @MethodSource("oneOfEachMechanism")
    void anAgentThatHasChangedThrowableBeforeIsLeftAlone(Jdks.Jdk jdk) throws IOException {
        try (TargetJvm target =
                TargetJvm.on(jdk).with("-javaagent:" + patcher()).start(Thrower.class.getName())) {
            ExceptionEvents seen = ExceptionEvents.of(target, "NumberFormatException", "-n", "2");

            assertEquals(2, seen.events().size());
            assertTrue(target.output().contains("patched: self-causation"), target.output());
        }
    }

    /** Its changes come behind ours, and stay when ours are taken back. */
    @Test
    void anAgentThatChangesThrowableMeanwhileIsLeftAlone() throws Exception {
        try (TargetJvm target = TargetJvm.on(Jdks.current()).start(Thrower.class.getName());
                RunningTool tool = watch(target, "-n", "100000")) {
            tool.awaitOut("again: 2");

            new ProcessBuilder(
                            Jdks.current().home().resolve("bin/jcmd").toString(),
                            String.valueOf(target.pid()),
                            "JVMTI.agent_load",
                            patcher().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertEquals(
                    "", Await.until(LIMIT, () -> target.output().contains("patched: self"), () -> "agent not there"));
            tool.awaitOut("again: 6");
            tool.signal("INT");

            assertEquals(130, tool.awaitExit(), tool.err());
            assertTrue(tool.err().contains("Throwable is what it was"), tool.err());
            assertEquals(
                    0,
                    JspectProcess.run("exceptions", String.valueOf(target.pid()), "-n", "1")
                            .exitCode());
        }
    }

    private Path patcher() throws IOException {
        return AgentJar.of(directory, Patcher.class);
    }

    /** Releases and options. */
    static Stream<List<String>> oddJvms() {
        String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
        return Stream.of(
                List.of("8", "-Xverify:none", debugger, "-XX:-StackTraceInThrowable"),
                List.of("25", debugger),
                List.of("21", "-XX:+UseZGC", "-XX:+ZGenerational"),
                List.of("25", "-XX:+UseZGC"),
                List.of("17", "-Xint", "-Xverify:none", "-XX:-StackTraceInThrowable"),
                List.of("8", "-Xcomp", "-XX:TieredStopAtLevel=1"),
                List.of("25", "-Xcomp", "-XX:TieredStopAtLevel=1"));
    }

    @ParameterizedTest
    @MethodSource("oddJvms")
    void worksInJvmsWithOddOptions(List<String> jvm) {
        try (TargetJvm target = on(jvm).start(Thrower.class.getName())) {
            ExceptionEvents seen = ExceptionEvents.of(target, "NumberFormatException", "-n", "3", "--rate", "100");

            assertEquals(3, seen.events().size());
            assertFalse(seen.events().get(2).path("frames").isEmpty(), seen.out());
            EvalIT.assertNothingLeft(target);
        }
    }

    private static TargetJvm.Launch on(List<String> jvm) {
        Jdks.Jdk jdk = Jdks.wanted()
                .filter(one -> one.feature() == Integer.parseInt(jvm.get(0)))
                .findFirst()
                .orElseGet(Jdks::current);
        return TargetJvm.on(jdk).with(jvm.subList(1, jvm.size()).toArray(String[]::new));
    }

    /** Either way: the application never notices. */
    @ParameterizedTest
    @ValueSource(strings = {"8", "11", "17"})
    void worksUnderASecurityManagerOrSaysWhyNot(String release) {
        List<String> jvm = List.of(release, "-Djava.security.manager", "-Djava.security.policy==/dev/null");
        try (TargetJvm target = on(jvm).start(Thrower.class.getName())) {
            JspectProcess.Result result = JspectProcess.run("exceptions", String.valueOf(target.pid()), "-n", "1");

            String told = result.exitCode() + result.err();
            assertTrue(
                    result.exitCode() == 0
                            || told.matches(
                                    "(?s)4jspect: .*a security manager may forbid it; the target's stderr has.*"),
                    told);
            EvalIT.assertNothingLeft(target);
            assertFalse(target.output().contains("jspect-"), target.output());
        }
    }

    static Stream<Arguments> lastThrows() {
        return Jdks.wanted()
                .flatMap(jdk -> Stream.of(
                        Arguments.of(jdk, "exit", List.of()),
                        Arguments.of(jdk, "throw", List.of()),
                        Arguments.of(jdk, "throw", List.of("--uncaught"))));
    }

    /** What an application ends from comes to the tool, although it is gone by then. */
    @ParameterizedTest
    @MethodSource("lastThrows")
    void showsWhatTheTargetEndsFrom(Jdks.Jdk jdk, String how, List<String> options) {
        try (TargetJvm target = TargetJvm.on(jdk).start(LastThrow.class.getName(), "java.lang.JspectDispatcher", how)) {
            List<String> command = new ArrayList<>(List.of("exceptions", String.valueOf(target.pid()), "-d", "30s"));
            command.addAll(options);
            JspectProcess.Result result = JspectProcess.run(command.toArray(String[]::new));

            assertEquals(3, result.exitCode(), result.err());
            assertTrue(result.out().contains("IllegalStateException: last words"), result.out() + result.err());
            assertTrue(result.out().matches("(?s).*words *= \"last words\".*"), result.out());
        }
    }
}
