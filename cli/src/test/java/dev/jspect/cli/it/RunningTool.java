// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built jar while it runs, to do something to it meanwhile. Ended by {@link #close}. */
final class RunningTool implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path out;
    private final Path err;

    private RunningTool(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code jspect}; what it prints goes into files of a fresh directory, which JUnit removes. */
    static RunningTool start(Path directory, String... arguments) {
        Path out = directory.resolve("out");
        return start(directory, ProcessBuilder.Redirect.to(out.toFile()), out, arguments);
    }

    /** Starts {@code jspect} with its stdout in a pipe, to be read by {@link #readLineAndClose}. */
    static RunningTool intoPipe(Path directory, String... arguments) {
        return start(directory, ProcessBuilder.Redirect.PIPE, directory.resolve("none"), arguments);
    }

    private static RunningTool start(Path directory, ProcessBuilder.Redirect where, Path out, String... arguments) {
        Path err = directory.resolve("err");
        // A build that runs in the background may have signals ignored, which a JVM would inherit and stick to.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP"));
        command.addAll(JspectProcess.launcher());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(where).redirectError(err.toFile());
        builder.environment().put("XDG_STATE_HOME", directory.toString());
        try {
            return new RunningTool(builder.start(), out, err);
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        }
    }

    /** Types a line. */
    void enter(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Reads one line of its stdout, and closes that. */
    String readLineAndClose() throws IOException {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            return String.valueOf(lines.readLine());
        }
    }

    /** Closes its stdout, of which nothing was read. */
    void closeOut() throws IOException {
        process.getInputStream().close();
    }

    /** Waits until it has printed a text. */
    void awaitOut(String text) {
        String trouble = Await.until(LIMIT, () -> out().contains(text), () -> "no '" + text + "' but " + out() + err());
        if (!trouble.isEmpty()) {
            throw new AssertionError(trouble);
        }
    }

    /** Waits until it has printed a text on stderr. */
    void awaitErr(String text) {
        String trouble = Await.until(LIMIT, () -> err().contains(text), () -> "no '" + text + "' but " + out() + err());
        if (!trouble.isEmpty()) {
            throw new AssertionError(trouble);
        }
    }

    /** Sends it a signal, such as {@code INT}; does nothing when it has ended. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Waits for its end so long and no longer, and says whether it came. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until it has ended, and returns its exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + err());
        }
        return process.exitValue();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("cannot end process " + process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
