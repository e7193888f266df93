// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program of ours in a JVM of its own, of the JDK that this one is: it answers each line with numbers. */
final class TargetJvm implements AutoCloseable {
    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    private TargetJvm(Process process) {
        this.process = process;
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a program by its main class. */
    static TargetJvm start(Class<?> main, String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        // The heap is in memory from the start, so that RSS tells of the rest.
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new TargetJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** Has it carry out a command, and returns the numbers that it answers. */
    long[] ask(String command) throws IOException {
        in.println(command);
        return answer();
    }

    /** Returns the numbers that it says next. */
    long[] answer() throws IOException {
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the target has ended");
        }
        return Arrays.stream(answer.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    @Override
    public void close() {
        in.close();
        process.onExit().join();
    }
}
