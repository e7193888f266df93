// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long it takes to read what threads carry: in the target, and for the whole command. */
final class ContextCost {
    private static final Pattern TOOK = Pattern.compile("\"tookMs\":([0-9.]+)");
    private static final Pattern THREAD = Pattern.compile("\"threadLocals\":");

    private final Path root;
    private final int runs;

    ContextCost(Path root, Plan plan) {
        this.root = root;
        this.runs = plan.quick ? 2 : 15;
    }

    void print(PrintStream out) throws IOException, InterruptedException {
        out.printf("%n| `context -j`, median of %d | in the target | the whole command | threads told |%n", runs);
        out.println("|---|--:|--:|--:|");
        row(out, "200 threads, 20 thread-locals each", "platform", 200, 20);
        if (Runtime.version().feature() >= 21) {
            row(out, "10,000 virtual threads, 2 each", "virtual", 10_000, 2);
        }
    }

    private void row(PrintStream out, String name, String kind, int threads, int each)
            throws IOException, InterruptedException {
        try (TargetJvm target =
                TargetJvm.start(CarryingTarget.class, kind, String.valueOf(threads), String.valueOf(each))) {
            target.answer();
            List<Double> took = new ArrayList<>();
            List<Double> whole = new ArrayList<>();
            int told = 0;
            for (int i = 0; i < runs; i++) {
                long begun = System.nanoTime();
                String document = run(target.pid());
                whole.add((System.nanoTime() - begun) / 1e6);
                Matcher matcher = TOOK.matcher(document);
                if (!matcher.find()) {
                    throw new IOException("jspect context said: " + document);
                }
                took.add(Double.valueOf(matcher.group(1)));
                told = (int) THREAD.matcher(document).results().count();
            }
            Collections.sort(took);
            Collections.sort(whole);
            out.printf(
                    Locale.ROOT,
                    "| %s | %.0f ms | %.0f ms | %d |%n",
                    name,
                    took.get(runs / 2),
                    whole.get(runs / 2),
                    told);
        }
    }

    private String run(long pid) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        root.resolve("scripts/jspect").toString(), "context", String.valueOf(pid), "-j")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String document = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jspect context ended with " + process.exitValue());
        }
        return document;
    }
}
