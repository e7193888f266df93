// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code jspect exceptions} or {@code jspect watch}, as a user runs it, but for what it prints: that is thrown away. */
final class Jspect {
    /** The system property that says where jspect lies. */
    static final String ROOT = "jspect.root";

    private final Process process;
    private final BufferedReader err;

    private Jspect(Process process, BufferedReader err) {
        this.process = process;
        this.err = err;
    }

    /**
     * Has it watch exceptions, and returns when it does.
     *
     * @throws IOException when it ends instead; says what it said
     */
    static Jspect watch(Path root, long pid, List<String> options) throws IOException {
        return start(root, "exceptions", pid, options);
    }

    /** Has it watch a method; the same otherwise. */
    static Jspect watchMethod(Path root, long pid, List<String> options) throws IOException {
        return start(root, "watch", pid, options);
    }

    private static Jspect start(Path root, String what, long pid, List<String> options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(root.resolve("scripts/jspect").toString(), what, String.valueOf(pid)));
        command.addAll(options);
        command.addAll(List.of("-n", "1000000000", "-d", "1h"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // Without: the first start would have an archive made, at the same time as we measure.
        builder.environment().put("JSPECT_NO_ARCHIVE", "1");
        Process process = builder.start();
        BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith("jspect: waits for ")) {
                return new Jspect(process, err);
            }
            said.append(line).append('\n');
        }
        throw new IOException(String.join(" ", command) + " watches nothing: " + said);
    }

    /** Ends it as kill does, and returns what it says of what it did, when it has taken all back. */
    String end() throws InterruptedException {
        // Not SIGINT: whoever is started in the background of a shell ignores it.
        // And not Process.destroy: that closes what we read from.
        process.toHandle().destroy();
        String said = err.lines().collect(Collectors.joining("\n"));
        process.waitFor();
        if (!said.contains(" is what it was")) {
            throw new IllegalStateException("jspect did not take all back: " + said);
        }
        return said;
    }
}
