// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real pseudo-terminal with a program in it. Closing ends both. */
final class Tmux implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String socket = "jspect-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

    private Tmux() {}

    /** Says whether there is a tmux; fails where there must be one. */
    static boolean isThere() {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            if (new java.io.File(directory, "tmux").canExecute()) {
                return true;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("no tmux on the PATH");
        }
        System.err.println("No tmux here: the shell is not tried in a terminal");
        return false;
    }

    /** Starts a command line in a terminal of this size; the terminal stays when it has ended. */
    static Tmux start(int columns, int rows, String commandLine) {
        Tmux tmux = new Tmux();
        tmux.run(
                "new-session",
                "-d",
                "-x",
                String.valueOf(columns),
                "-y",
                String.valueOf(rows),
                commandLine + "; echo exit code $?; read -r line");
        return tmux;
    }

    /** Types a text as it is. */
    void type(String text) {
        run("send-keys", "-l", text.endsWith(";") ? text.substring(0, text.length() - 1) + "\\;" : text);
    }

    /** Presses keys by their names: {@code Enter}, {@code C-c}. */
    void press(String... keys) {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        run(command.toArray(String[]::new));
    }

    /** Types a line. */
    void enter(String line) {
        type(line);
        press("Enter");
    }

    /** Presses Tab, and again where the shell asks for that: on a busy machine names take longer than a keystroke may. */
    void complete(String expected) {
        String again = "press Tab again";
        String missing = Await.until(
                LIMIT,
                () -> {
                    press("Tab");
                    int asked = screen().split(again, -1).length;
                    return Await.until(
                                            LIMIT,
                                            () -> screen().contains(expected)
                                                    || screen().split(again, -1).length > asked,
                                            () -> "nothing comes of Tab:\n" + screen())
                                    .isEmpty()
                            && screen().contains(expected);
                },
                () -> "no '" + expected + "' on the screen:\n" + screen());
        if (!missing.isEmpty()) {
            throw new AssertionError(missing);
        }
    }

    /** Returns what is on the screen. */
    String screen() {
        return run("capture-pane", "-p");
    }

    /** Waits until the screen shows a text, and returns the screen. */
    String await(String text) {
        String missing = Await.until(
                LIMIT, () -> screen().contains(text), () -> "no '" + text + "' on the screen:\n" + screen());
        if (!missing.isEmpty()) {
            throw new AssertionError(missing);
        }
        return screen();
    }

    /** Waits until Enter after the last line that ends with a text has been taken. */
    void awaitCursorBelow(String text) {
        String missing = Await.until(
                LIMIT,
                () -> {
                    String[] lines = screen().split("\n", -1);
                    int row = Integer.parseInt(
                            run("display-message", "-p", "#{cursor_y}").strip());
                    return row > 0 && lines[row].isBlank() && lines[row - 1].endsWith(text);
                },
                () -> "the cursor is not below '" + text + "':\n" + screen());
        if (!missing.isEmpty()) {
            throw new AssertionError(missing);
        }
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-L", socket));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new AssertionError("cannot run tmux", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        run("kill-server");
    }
}
