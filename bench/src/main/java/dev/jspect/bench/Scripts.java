// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The same in other languages, where they are installed. Their scripts print a line for each row and depth, its parts separated by tabs. */
final class Scripts {
    private final Path folder;
    private final Plan plan;

    Scripts(Path root, Plan plan) {
        folder = root.resolve("bench/src/main/scripts");
        this.plan = plan;
    }

    void cpython(PrintStream out) throws IOException {
        run(out, "CPython", "python3", "throwing.py");
    }

    void node(PrintStream out) throws IOException {
        run(out, "Node", "node", "throwing.js");
    }

    private void run(PrintStream out, String runtime, String program, String script) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(program, folder.resolve(script).toString(), plan.quick ? "0.02" : "0.1"));
        Arrays.stream(Table.DEPTHS).mapToObj(String::valueOf).forEach(command::add);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            out.printf("%n%s: not installed%n", runtime);
            return;
        }
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.toList());
        if (process.onExit().join().exitValue() != 0 || lines.isEmpty()) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
        Table table = new Table(runtime + " " + lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split("\t", -1);
            table.add(parts[0], Integer.parseInt(parts[1]), Double.parseDouble(parts[2]), Double.parseDouble(parts[3]));
        }
        table.print(out);
    }
}
