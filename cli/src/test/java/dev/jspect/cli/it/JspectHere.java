// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import dev.jspect.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The same commands in the JVM of the tests, where a second one takes a tenth of the time: for what happens in the target. How a process of its own
 * starts, reads, writes and ends is {@link JspectProcess}'s.
 */
public final class JspectHere {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Where runs of this JVM write down what they did. */
    static final Path STATE =
            Path.of("target/state/" + ProcessHandle.current().pid()).toAbsolutePath();

    private JspectHere() {}

    /** Runs {@code jspect} with these arguments and nothing on stdin. */
    public static JspectProcess.Result run(String... arguments) {
        return read("", arguments);
    }

    /** Runs it with variables of its environment set. */
    static JspectProcess.Result with(Map<String, String> variables, String... arguments) {
        return run(variables, "", arguments);
    }

    /** Runs it with a text on stdin. */
    static JspectProcess.Result read(String stdin, String... arguments) {
        return run(Map.of(), stdin, arguments);
    }

    private static JspectProcess.Result run(Map<String, String> variables, String stdin, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_STATE_HOME", STATE.toString());
        // Of whoever runs the tests.
        environment.remove("DEBUGINFOD_URLS");
        environment.putAll(variables);
        Main main = new Main(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), out, err, environment, false);
        long start = System.nanoTime();
        FutureTask<Integer> task = new FutureTask<>(() -> main.run(arguments).number());
        Thread thread = new Thread(task, "jspect");
        thread.setDaemon(true);
        thread.start();
        try {
            int exitCode = task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new JspectProcess.Result(exitCode, text(out), text(err), took);
        } catch (TimeoutException e) {
            throw new AssertionError(List.of(arguments) + " does not end: " + text(out) + text(err), e);
        } catch (ExecutionException e) {
            throw new AssertionError(List.of(arguments) + " has failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + List.of(arguments), e);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
