// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built jar, run as a user runs it. */
public final class JspectProcess {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int TARGET_IS_GONE = 3;

    private JspectProcess() {}

    /** How a run ended and what it printed; where the target was gone, also what that left of a crash. */
    public record Result(int exitCode, String out, String err, Duration took) {}

    /** Returns the jar. */
    public static Path jar() {
        return Path.of("target/jspect.jar").toAbsolutePath();
    }

    /** Returns the command that starts {@code jspect}, for arguments to follow. */
    static List<String> launcher() {
        List<String> command = new ArrayList<>(List.of(Jdks.current().java().toString()));
        command.addAll(StartArchive.options());
        command.addAll(List.of("-jar", jar().toString()));
        return command;
    }

    /** Runs {@code jspect} with these arguments and nothing on stdin. */
    public static Result run(String... arguments) {
        return run(List.of(), "", arguments);
    }

    /** Runs it under a command such as {@code setpriv}, with a text on stdin. */
    public static Result run(List<String> under, String stdin, String... arguments) {
        List<String> command = new ArrayList<>(under);
        command.addAll(launcher());
        command.addAll(List.of(arguments));
        return runCommand(command, stdin);
    }

    /** Runs any command line; what jspect keeps of it, such as the audit log, goes below target/ and not to who runs the tests. */
    public static Result runCommand(List<String> command, String stdin) {
        long start = System.nanoTime();
        try {
            Path in = Files.writeString(Files.createTempFile("jspect-in", ""), stdin);
            Path out = Files.createTempFile("jspect-out", "");
            Path err = Files.createTempFile("jspect-err", "");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().remove("DEBUGINFOD_URLS");
            builder.environment().put("XDG_STATE_HOME", JspectHere.STATE.toString());
            Process process = builder.start();
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError(
                            command + " does not end: " + Files.readString(out) + Files.readString(err));
                }
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                String crash = process.exitValue() == TARGET_IS_GONE ? CrashReports.ofAllTargets() : "";
                return new Result(process.exitValue(), text(out), text(err) + crash, took);
            } finally {
                process.destroyForcibly();
                Files.delete(in);
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
