// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.soak;

import dev.jspect.cli.attach.Deadline;
import dev.jspect.cli.attach.JvmProcess;
import dev.jspect.cli.attach.JvmProcesses;
import dev.jspect.cli.it.Jdks;
import dev.jspect.cli.remote.AgentAttacher;
import dev.jspect.cli.remote.RemoteTarget;
import dev.jspect.cli.remote.ValueLimits;
import dev.jspect.shell.TargetException;
import dev.jspect.shell.instrument.ClassDigest;
import dev.jspect.target.Calls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Ends {@code watch} and {@code patch} by {@code kill -9} at random moments, and looks whether the class is what it was, and how soon. */
public final class ChangeKillSoak implements AutoCloseable {
    /** Promise 8. */
    private static final long DEADLINE_NANOS = 5_000_000_000L;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<List<String>> COMMANDS = List.of(
            List.of("watch", "Calls::place", "-n", "1000000"),
            List.of("patch", "Calls::place", "--around", "proceed()"),
            List.of("patch", "Calls::sum", "--before", "log(i)"));

    private final Process target;
    private final Random random = new Random(11);
    private final String before;
    private int changed;
    private long slowest;

    /** Starts a target. */
    public ChangeKillSoak(Jdks.Jdk jdk) throws IOException, TargetException {
        Path classes = Path.of("../test-targets/plain/target/classes").toAbsolutePath();
        target = new ProcessBuilder(jdk.java().toString(), "-cp", classes.toString(), Calls.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        target.getInputStream().read();
        before = digest();
    }

    /** Arguments: how often, and the JDKs' numbers (all without any). */
    public static void main(String[] args) throws Exception {
        List<String> wanted = List.of(args).subList(1, args.length);
        boolean failed = false;
        for (Jdks.Jdk jdk : Jdks.wanted().toList()) {
            if (wanted.isEmpty() || wanted.contains("" + jdk.feature())) {
                try (ChangeKillSoak soak = new ChangeKillSoak(jdk)) {
                    failed |= !soak.run(Integer.parseInt(args[0]));
                    System.out.println(jdk + ": " + soak);
                }
            }
        }
        System.exit(failed ? 1 : 0);
    }

    /** Kills so often; says whether the class was what it was each time, in time. */
    public boolean run(int times) throws Exception {
        boolean restored = true;
        for (int i = 0; i < times && restored; i++) {
            Process tool = start(COMMANDS.get(i % COMMANDS.size()));
            tool.waitFor(random.nextInt(2_500), TimeUnit.MILLISECONDS);
            long killed = System.nanoTime();
            tool.destroyForcibly().waitFor();
            String now = digest();
            changed += now.equals(before) ? 0 : 1;
            while (!now.equals(before) && System.nanoTime() - killed < DEADLINE_NANOS) {
                now = digest();
            }
            slowest = Math.max(slowest, System.nanoTime() - killed);
            restored = now.equals(before) && target.isAlive();
        }
        return restored;
    }

    private String digest() throws TargetException {
        JvmProcess process = JvmProcesses.list().stream()
                .filter(candidate -> candidate.pid() == target.pid())
                .findFirst()
                .orElseThrow();
        try (RemoteTarget session = AgentAttacher.attach(process, Deadline.after(PATIENCE), ValueLimits.DEFAULT)) {
            byte[] classFile = session.probes()
                    .findClasses(Calls.class.getName(), List.of())
                    .classes
                    .get(0)
                    .classFile;
            return classFile == null ? "" : ClassDigest.of(classFile);
        }
    }

    /** The tool itself, not its launcher, whose end is not the tool's. */
    private Process start(List<String> command) throws IOException {
        ProcessBuilder tool = new ProcessBuilder(
                Jdks.current().java().toString(), "-XX:TieredStopAtLevel=1", "-jar", "target/jspect.jar");
        tool.command().add(command.get(0));
        tool.command().add(String.valueOf(target.pid()));
        tool.command().addAll(command.subList(1, command.size()));
        return tool.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public String toString() {
        return String.format(
                "found changed %d times when the tool was gone; what it was after %d ms at most, attaching included",
                changed, slowest / 1_000_000);
    }

    @Override
    public void close() {
        target.destroyForcibly();
    }
}
